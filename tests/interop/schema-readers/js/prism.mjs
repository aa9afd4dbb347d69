// Prism forwards calls to the emulator and checks each message by the OpenAPI file. Then it is the
// server itself, and responds with the examples of the file. The arguments are the address of the
// emulator, and the accounts, each of which gets one call.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

const [address, ...accounts] = process.argv.slice(2);
const prism = join(process.env.TARGET, "node_modules/.bin/prism");

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// Runs Prism for as long as the calls take.
async function withPrism(arguments_, calls) {
  const port = await freePort();
  const process_ = spawn(prism, [...arguments_, "--host", "127.0.0.1", "--port", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await new Promise((listens, ended) => {
      process_.stdout.on(
        "data",
        (part) => String(part).includes("Prism is listening") && listens(),
      );
      process_.on("exit", () => ended(new Error("prism ended")));
    });
    await calls(`http://127.0.0.1:${port}`);
  } finally {
    process_.kill();
  }
}

async function createRoom(server, account, headers) {
  const body = JSON.stringify({ Name: "Team room" });
  const response = await fetch(`${server}/accounts/${account}/rooms`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      authorization: "AWS4-HMAC-SHA256 none",
      ...headers,
    },
  });
  return [response, await response.json()];
}

await withPrism(["proxy", process.env.OPENAPI, address, "--errors"], async (server) => {
  for (const account of accounts) {
    const [{ status, headers }, body] = await createRoom(server, account);
    const violations = headers.get("sl-violations");
    if (violations) throw new Error(`${account}: ${violations}`);
    console.log(
      [
        account,
        status,
        ...(status === 201 ? [body.Room.Name] : [headers.get("x-amzn-errortype"), body.Code]),
      ].join("\t"),
    );
  }
});
await withPrism(["mock", process.env.OPENAPI], async (server) => {
  const [{ status }, { Room }] = await createRoom(server, "a");
  if (status !== 201 || Room?.Name !== "Team room")
    throw new Error(`the mock's room: ${status} ${JSON.stringify(Room)}`);
  for (const code of [400, 404, 503]) {
    const [{ status, headers }, body] = await createRoom(server, "a", { prefer: `code=${code}` });
    const type = headers.get("x-amzn-errortype");
    if (status !== code || !type.endsWith("Exception") || !body.Code)
      throw new Error(`the mock's ${code}: ${status} ${type} ${JSON.stringify(body)}`);
  }
});
