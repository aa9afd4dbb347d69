// Swagger-parser and ajv, strict, read every document of a folder that the command has written. The
// argument is the folder.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

let count = 0;
for (const file of readdirSync(process.argv[2], { recursive: true }).map((file) =>
  join(process.argv[2], file),
)) {
  if (!/(draft-07|2020-12).*\.json$|openapi-.*\.json$/.test(file)) continue;
  try {
    if (file.includes("openapi-")) {
      await SwaggerParser.validate(file);
    } else {
      const ajv = file.includes("draft-07") ? new Ajv() : new Ajv2020();
      addFormats.default(ajv);
      // The names of the formats of numbers, which OpenAPI lists.
      for (const format of ["int32", "int64"]) ajv.addFormat(format, true);
      ajv.compile(JSON.parse(readFileSync(file, "utf8")));
    }
  } catch (why) {
    throw new Error(`${file}: ${why.message}`);
  }
  count += 1;
}
console.log(count);
