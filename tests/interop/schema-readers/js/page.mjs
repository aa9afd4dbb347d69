// Renders the OpenAPI file with redoc as one HTML file that needs no network. The argument is the
// file to write.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const document = JSON.parse(readFileSync(process.env.OPENAPI, "utf8"));
const bundle = readFileSync(
  createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js"),
  "utf8",
);
const options = {
  expandResponses: "all",
  schemasExpansionLevel: "all",
  hideDownloadButtons: true,
  sortRequiredPropsFirst: true,
};
/** Inside a script element no text may look like its end tag. */
const inline = (text) => text.replaceAll(/<(?=\/script|!--)/gi, "\\u003c");
const script = (text) => `<script>${inline(text)}</script>`;
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; worker-src blob:";

writeFileSync(
  process.argv[2],
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${document.info.title}</title>
</head>
<body style="margin: 0">
<main id="page"></main>
${script(bundle)}
${script(`Redoc.init(${JSON.stringify(document)}, ${JSON.stringify(options)}, document.getElementById("page"));`)}
</body>
</html>
`,
);
