/**
 * Keeps the AWS SDK away from whoever runs the tests: their files in ~/.aws and the role of their machine. On Windows, too,
 * there is no such file: https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export const nobodysAws = {
  AWS_CONFIG_FILE: "/nowhere/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
};
