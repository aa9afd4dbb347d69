// The TypeScript converters that quicktype generates from all schemas together, compiled, read the
// table. The arguments are the draft and the folder for the generated code.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { compile, judge, schemas } from "./table.mjs";

const [draft, folder] = process.argv.slice(2);
const source = join(folder, "messages.ts");
const options = ["--src-lang", "schema", "--no-combine-classes", "--lang", "ts", "--out", source];
execFileSync(
  join(import.meta.dirname, "../node_modules/.bin/quicktype"),
  [...options, ...schemas(draft).values()],
  { stdio: ["ignore", 2, 2] },
);
const complaints = compile([source]);
if (complaints.size) throw new Error([...complaints.values()].join("; "));

const { Convert } = await import(source.replace(".ts", ".js"));
judge((type, message) => {
  const text = JSON.stringify(message);
  const name = type[0].toLowerCase() + type.slice(1);
  const again = Convert[`${name}ToJson`](Convert[`to${type}`](text));
  Convert[`to${type}`](again);
});
