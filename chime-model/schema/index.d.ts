/** The path of every document, such as `chime/2018-05-01/openapi-3.1.json`. */
export const names: string[];

/** The document of a path; throws if there is none. */
export function load(name: string): Record<string, unknown>;
