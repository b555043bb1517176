/** Measures the rules with their worst input. */
import { roundToHundredths } from "./measure.ts";

await import("../support/environment.ts");
const { measureWorstClaims } = await import("./claims.ts");
const { measureWorstSignUp } = await import("./sign-ups.ts");
const { measureWorstTexts } = await import("./texts.ts");

const worst = { ...(await measureWorstClaims()), ...(await measureWorstSignUp()), ...(await measureWorstTexts()) };
console.table(Object.fromEntries(Object.entries(worst).map(([name, time]) => [name, { ms: roundToHundredths(time) }])));
process.exit();
