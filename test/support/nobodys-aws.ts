/**
 * Keeps the AWS SDK from using the developer's files in ~/.aws and the machine's role. On Windows too,
 * these files do not exist: https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export const nobodysAws = {
  AWS_CONFIG_FILE: "/nowhere/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
};
