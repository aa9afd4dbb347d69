// Swagger-parser reads a whole document. The argument is its path.
import SwaggerParser from "@apidevtools/swagger-parser";

await SwaggerParser.validate(process.argv[2]);
