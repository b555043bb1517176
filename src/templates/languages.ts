import ar from "./languages/ar.json" with { type: "json" };
import de from "./languages/de.json" with { type: "json" };
import en from "./languages/en.json" with { type: "json" };
import es from "./languages/es.json" with { type: "json" };
import fr from "./languages/fr.json" with { type: "json" };
import ja from "./languages/ja.json" with { type: "json" };
import ptBR from "./languages/pt-BR.json" with { type: "json" };
import zhCN from "./languages/zh-CN.json" with { type: "json" };

/** All that a reader reads, in one language. English is the measure: a key it has, every language has. */
export type Words = typeof en;

/**
 * To add a language: one file in languages/, one line here. The build makes of it what the functions carry, so that
 * none of them imports this file.
 */
export const languages = { en, de, fr, es, "pt-BR": ptBR, ja, "zh-CN": zhCN, ar } satisfies Record<string, Words>;

export type Language = keyof typeof languages;
