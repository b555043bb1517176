/** The oldest browsers that the pages and the client module support. */
export const browserTargets = ["es2022", "chrome109", "firefox115", "safari16"];
