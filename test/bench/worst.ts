/** What rules take for the worst that they can be given. */
import { rounded } from "./measure.ts";

await import("../support/environment.ts");
const { worstClaims } = await import("./claims.ts");
const { worstSignUp } = await import("./sign-ups.ts");
const { worstTexts } = await import("./texts.ts");

const worst = { ...(await worstClaims()), ...(await worstSignUp()), ...(await worstTexts()) };
console.table(Object.fromEntries(Object.entries(worst).map(([name, time]) => [name, { ms: rounded(time) }])));
process.exit();
