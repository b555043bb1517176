// Generated from languages/ by npm run build: change those, not this.
export const languageTags = ["en","de","fr","es","pt-BR","ja","zh-CN","ar"] as const;
