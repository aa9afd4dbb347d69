// Matches texts with V8. Each line of the input is JSON: `sources`, the patterns, and `texts`. Each
// line of the output has an element for each source: null if V8 refuses it, else a string with a
// character for each text. That is 1 for a match, 0 for none, and ? if V8 takes too long or if its
// Unicode does not have a character of the text.

import { createInterface } from "node:readline";
import { createContext, Script } from "node:vm";

const MILLISECONDS = 100;
const unknown = /\p{Unassigned}/u;
const context = createContext({ regex: null, texts: null });
const search = new Script("texts.map((text) => (regex.test(text) ? '1' : '0')).join('')");

function verdicts(texts) {
  context.texts = texts;
  try {
    return search.runInContext(context, { timeout: MILLISECONDS });
  } catch (error) {
    if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    return texts.length === 1 ? "?" : texts.map((text) => verdicts([text])).join("");
  }
}

function answer(source, texts) {
  try {
    context.regex = new RegExp(source, "u");
  } catch {
    return null;
  }
  const found = verdicts(texts);
  return texts.map((text, index) => (unknown.test(text) ? "?" : found[index])).join("");
}

for await (const line of createInterface({ input: process.stdin })) {
  const { sources, texts } = JSON.parse(line);
  process.stdout.write(JSON.stringify(sources.map((source) => answer(source, texts))) + "\n");
}
