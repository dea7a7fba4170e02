import { build } from "esbuild";

const entry = `
import { Document, Spectral } from "@stoplight/spectral-core";
import { Json } from "@stoplight/spectral-parsers";
import oas from "@stoplight/spectral-rulesets/dist/oas/index.js";
import { createConfig } from "./node_modules/@redocly/openapi-core/lib/config/load.js";
import { lintFromString } from "./node_modules/@redocly/openapi-core/lib/lint.js";

globalThis.lint = {
  async spectral(text) {
    const spectral = new Spectral();
    spectral.setRuleset({ extends: [[oas, "recommended"]], rules: { "oas3-schema": "off" } });
    const found = await spectral.run(new Document(text, Json, "openapi.json"));
    return found.filter((each) => each.severity <= 1)
      .map((each) => each.code + " /" + each.path.join("/") + " " + each.message);
  },
  async redocly(text) {
    const config = await createConfig({ extends: ["recommended"] });
    const found = await lintFromString({ source: text, absoluteRef: "/openapi.json", config });
    return found.map((each) => each.ruleId + " " + each.location[0]?.pointer + " " + each.message);
  },
};
`;

// What the linters need of Node, and what they need for other kinds of documents alone. The schemas of Spectral's rule
// oas3-schema are half of its size; OpenApiSchemaTest asks those of the OpenAPI Initiative.
const left = {
  name: "left out",
  setup(builder) {
    builder.onResolve({ filter: /^(node:)?(fs|os|url|module)$|^graphql$|\/schemas\/validators(\.js)?$/ },
      (found) => ({ path: found.path, namespace: "left-out" }));
    builder.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

await build({
  stdin: { contents: entry, resolveDir: process.cwd() },
  bundle: true, minify: true, format: "iife", platform: "browser", outfile: "api-linters.js",
  mainFields: ["browser", "module", "main"],
  alias: { ajv: "@redocly/ajv", path: "path-browserify", "node:path": "path-browserify" },
  define: { global: "globalThis", "process.env": "{}", "process.cwd": "String" },
  plugins: [left],
  logLevel: "error",
});
