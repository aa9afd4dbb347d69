// The client that hey-api generates from the OpenAPI file calls the emulator. The arguments are the
// folder for the generated code, the address of the emulator, and the accounts, each of which gets
// one call.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { compile } from "./table.mjs";

const [folder, address, ...accounts] = process.argv.slice(2);
const output = join(folder, "generated");
rmSync(output, { recursive: true, force: true });
await createClient({
  input: process.env.OPENAPI,
  logs: { level: "silent" },
  output: { path: output, importFileExtension: ".js" },
});
// The generated code does not compile with the strictest options.
const lenient = {
  exactOptionalPropertyTypes: false,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
};
const complaints = compile([join(output, "index.ts"), join(output, "client.gen.ts")], lenient);
if (complaints.size) throw new Error([...complaints].join("; "));

const { createRoom } = await import(join(output, "index.js"));
const { client } = await import(join(output, "client.gen.js"));
client.setConfig({ baseUrl: address });
for (const accountId of accounts) {
  const { data, error, response } = await createRoom({
    path: { accountId },
    body: { Name: "Team room" },
  });
  const seen = data ? [data.Room.Name] : [response.headers.get("x-amzn-errortype"), error.Code];
  console.log([accountId, response.status, ...seen].join("\t"));
}
