// Generated from languages/ by npm run build: change those, not this.
export const languageTags = ["en","de"] as const;
