// The interfaces that json-schema-to-typescript generates from every schema judge the table: each
// message becomes a separate file, which the TypeScript compiler accepts or rejects. The arguments
// are the draft and the folder for the generated code.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileFromFile } from "json-schema-to-typescript";
import { compile, judge, messages, schemas } from "./table.mjs";

const [draft, folder] = process.argv.slice(2);
const sources = [];
for (const [type, path] of schemas(draft)) {
  sources.push(join(folder, `${type}.ts`));
  writeFileSync(sources.at(-1), await compileFromFile(path));
}

const cases = messages.map(([type, , message], index) => {
  const path = join(folder, `message-${index}.ts`);
  writeFileSync(
    path,
    `import type { ${type} } from "./${type}.js";\nexport const message: ${type} = ${JSON.stringify(message)};\n`,
  );
  return path;
});

const complaints = compile([...sources, ...cases]);
for (const path of sources)
  if (complaints.has(path)) throw new Error(`${path}: ${complaints.get(path)}`);
judge(() => {
  const why = complaints.get(cases.shift());
  if (why) throw new Error(why);
});
