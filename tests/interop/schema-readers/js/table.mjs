// Code that the JavaScript readers share: it reads the table of messages, prints verdicts, and runs
// the TypeScript compiler.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const { SCHEMA, INSTANCES } = process.env;

/** Every message of the table as [type, name, message]. */
export const messages = JSON.parse(readFileSync(INSTANCES, "utf8")).groups.flatMap(
  ({ types, instances }) =>
    types.flatMap((type) => instances.map(({ name, json }) => [type, name, json])),
);

/** Prints, for every message, whether `read(type, message)` accepts it or throws. */
export function judge(read) {
  for (const [type, name, message] of messages) {
    try {
      read(type, message);
      console.log(`accepts\t${type}/${name}`);
    } catch (why) {
      console.log(`refuses\t${type}/${name}\t${String(why.message).replaceAll(/\s+/g, " ")}`);
    }
  }
}

/** The paths of all schemas of a draft by the names of their types. */
export function schemas(draft) {
  const folder = join(SCHEMA, draft);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file.replace(".json", ""), join(folder, file)]),
  );
}

/**
 * Compiles these files with the strictest options, except those in `lenient`, and returns the first
 * error of each. The JavaScript is written next to them.
 */
export function compile(paths, lenient = {}) {
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
  };
  const places = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const program = ts.createProgram(paths, { ...options, ...places, ...lenient });
  program.emit();
  const complaints = new Map();
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const path = file?.fileName ?? "";
    if (!complaints.has(path))
      complaints.set(path, ts.flattenDiagnosticMessageText(messageText, " "));
  }
  return complaints;
}
