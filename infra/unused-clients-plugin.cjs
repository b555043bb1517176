"use strict";
const { readSuite, settingsFolder } = require("../scripts/settings-folder.ts");

/** Modules that carry the client of the pool, what they are to those who never call it, and whose settings call it. */
const modules = [
  {
    filter: /[\\/]src[\\/]aws[\\/]linking\.ts$/,
    isWanted: ({ linking }) => linking !== undefined,
    contents: "export const openPool = () => ({ findUsers: unasked, link: unasked });",
  },
  {
    filter: /[\\/]src[\\/]aws[\\/]groups\.ts$/,
    isWanted: ({ groups = [] }) => groups.length > 0,
    contents: "export const openGroups = () => unasked;",
  },
];

const unasked =
  'const unasked = async () => { throw new Error("The settings that were packaged ask for no such call."); };';

/** Takes the client of the pool, 35 KB, out of the bundles of those whose settings neither link nor give groups. */
module.exports = {
  name: "unused-clients",
  setup: ({ onLoad }) => {
    for (const { filter, isWanted, contents } of modules)
      onLoad({ filter }, () =>
        isWanted(readSuite(settingsFolder(undefined, process.env)))
          ? undefined
          : { contents: `${unasked}\n${contents}`, loader: "js" },
      );
  },
};
