// The calls of client.mjs, in TypeScript, so that the compiler checks them against the generated
// types; the three marked lines must not compile.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

export async function createRoom(
  address: string,
  accountId: string,
): Promise<(string | number | undefined)[]> {
  const client = createClient<paths>({ baseUrl: address });
  const path = { accountId };
  const { data, error, response } = await client.POST("/accounts/{accountId}/rooms", {
    params: { path },
    body: { Name: "Team room" },
  });
  if (data) return [response.status, data.Room?.Name];
  const kind: string | null = response.headers.get("x-amzn-errortype");
  return [response.status, kind ?? "", error.Code];
}

// @ts-expect-error the name is required
export const nameless: components["schemas"]["CreateRoomRequestContent"] = {
  ClientRequestToken: "ab",
};
// @ts-expect-error the name is a string
export const numbered: components["schemas"]["CreateRoomRequestContent"] = { Name: 5 };
export const nulled: components["schemas"]["CreateRoomRequestContent"] = {
  Name: "n",
  // @ts-expect-error absent is not null
  ClientRequestToken: null,
};
