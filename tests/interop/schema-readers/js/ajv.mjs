// Ajv with its default options (strict mode on) judges the table, in the draft that the argument
// names.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { judge, schemas } from "./table.mjs";

const draft = process.argv[2];
console.warn = (text) => {
  throw new Error(`ajv warned: ${text}`);
};
const ajv = draft === "draft-07" ? new Ajv() : new Ajv2020();
addFormats.default(ajv);
const validators = new Map();
for (const [type, path] of schemas(draft))
  validators.set(type, ajv.compile(JSON.parse(readFileSync(path, "utf8"))));

judge((type, message) => {
  const validate = validators.get(type);
  if (!validate(message)) throw new Error(ajv.errorsText(validate.errors));
});
