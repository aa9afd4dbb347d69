import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

export const names = Object.keys(read("manifest.json").files);

export function load(name) {
  if (!names.includes(name)) throw new Error(`no such document: ${name}`);
  return read(name);
}
