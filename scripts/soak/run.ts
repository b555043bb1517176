/** Runs one proof in a process of its own, since functions read their environment once; prints its result as JSON. */
import { environmentFor } from "./place.ts";
import type { Facts } from "./proof.ts";

const [id = "", kind = "full", changes = "{}"] = process.argv.slice(2);
Object.assign(process.env, environmentFor({ dynamodb: "http://127.0.0.1:9" }));
const { proofs } = await import("./proofs.ts");
const proof = proofs.find((one) => one.id === id);
if (!proof) throw new Error(`There is no proof ${id}: ${proofs.map((one) => one.id).join(", ")}.`);
const size: Facts = { ...(kind === "ci" ? proof.ci : proof.full), ...JSON.parse(changes) };
const started = performance.now();
const facts = await proof.run(size);
const seconds = Math.round((performance.now() - started) / 100) / 10;
console.log(JSON.stringify({ id, size, facts, misses: proof.misses(facts, size), seconds }));
process.exit();
