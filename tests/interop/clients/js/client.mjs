// Shows how the JavaScript client reads every response, one JSON line per case.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as chime from "@aws-sdk/client-chime";

const { values: options } = parseArgs({
  options: { endpoint: { type: "string" }, file: { type: "string" } },
});

const client = new chime.ChimeClient({
  endpoint: options.endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "dummy", secretAccessKey: "dummy" },
  maxAttempts: 1,
  // The client's warnings about failed responses would only repeat what is printed here.
  logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
});

async function ask({ AccountId, Name, ClientRequestToken }) {
  try {
    const response = await client.send(
      new chime.CreateRoomCommand({ AccountId, Name, ClientRequestToken }),
    );
    return { kind: "room", room: room(response.Room), ...metadata(response) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error) {
  if (error instanceof chime.ChimeServiceException) {
    const modeled = typeof chime[error.name] === "function" && error instanceof chime[error.name];
    return {
      kind: modeled ? "modeled" : "unknown",
      type: error.name,
      code: error.Code ?? null,
      message: error.Message ?? error.message ?? null,
      ...metadata(error),
    };
  }
  const sent = error.$response !== undefined || error.$metadata?.httpStatusCode !== undefined;
  return { kind: sent ? "malformed" : "refused", text: error.name, ...metadata(error) };
}

function metadata({ $metadata = {} }) {
  return { status: $metadata.httpStatusCode ?? null, request_id: $metadata.requestId ?? null };
}

function room(members) {
  if (members === null || typeof members !== "object") return members ?? null;
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, text(value)]));
}

function text(value) {
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
}

const { cases } = JSON.parse(readFileSync(options.file, "utf8"));
for (const one of cases) {
  console.log(JSON.stringify({ case: one.case, ...(await ask(one)) }));
}
