/** The first of five consecutive ports of the end-to-end tests' shared stack. */
export const stackPort = 19_229;

/** The URLs of a stack, by its first port. */
export const urlsFrom = (first: number) => ({
  cognito: `http://localhost:${first}`,
  lambda: `http://localhost:${first + 1}`,
  console: `http://localhost:${first + 2}`,
  dynamodb: `http://localhost:${first + 3}`,
  inbox: `http://localhost:${first + 4}`,
});
