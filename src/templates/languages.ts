import ar from "./languages/ar.json" with { type: "json" };
import de from "./languages/de.json" with { type: "json" };
import en from "./languages/en.json" with { type: "json" };
import es from "./languages/es.json" with { type: "json" };
import fr from "./languages/fr.json" with { type: "json" };
import ja from "./languages/ja.json" with { type: "json" };
import ptBR from "./languages/pt-BR.json" with { type: "json" };
import zhCN from "./languages/zh-CN.json" with { type: "json" };

/** All texts in one language. English defines the keys; every other language must have them, too. */
export type Words = typeof en;

/**
 * To add a language, add a file in languages/ and a line here. The build compiles it, so no function imports this file.
 */
export const languages = { en, de, fr, es, "pt-BR": ptBR, ja, "zh-CN": zhCN, ar } satisfies Record<string, Words>;

export type Language = keyof typeof languages;
