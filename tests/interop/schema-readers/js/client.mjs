// A client of openapi-fetch, with the types that openapi-typescript generates from the OpenAPI
// file, calls the emulator. The arguments are the folder for the generated code, the address of the
// emulator, and the accounts, each of which gets one call.
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTypescript, { astToString } from "openapi-typescript";
import { compile } from "./table.mjs";

const [folder, address, ...accounts] = process.argv.slice(2);
writeFileSync(
  join(folder, "api.ts"),
  astToString(await openapiTypescript(new URL(`file://${process.env.OPENAPI}`))),
);
const calls = join(folder, "calls.ts");
copyFileSync(join(import.meta.dirname, "calls.ts"), calls);
const complaints = compile([calls]);
if (complaints.size) throw new Error([...complaints].join("; "));

const { createRoom } = await import(join(folder, "calls.js"));
for (const account of accounts)
  console.log([account, ...(await createRoom(address, account))].join("\t"));
