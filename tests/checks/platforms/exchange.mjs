// Runs the WebAssembly module of `wasm/` with Node's random numbers, without a browser and glue
// code.

import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";

let asked = 0;
const random = () => (asked++, randomInt(256));
const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]), {
  host: { random },
});
const done = instance.exports.exchange();
if (!done || asked !== 32) {
  throw new Error(`exchange() is ${done} after ${asked} random bytes, not 32 for two tokens`);
}
