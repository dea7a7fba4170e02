import { build } from "esbuild";

// Makes openapi-typescript.js. The compiler, which it prints with, is a global variable of its page.
const left = {
  name: "left out",
  setup(builder) {
    builder.onResolve({ filter: /^typescript$/ }, () => ({ path: "ts", namespace: "global" }));
    builder.onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: "module.exports = globalThis.ts;" }));
    builder.onResolve({ filter: /^(node:)?(fs|os|url|module|http|https|net|tls|tty|stream|zlib|assert|events|crypto|util|perf_hooks|process|fs\/promises|child_process)$/ },
      (found) => ({ path: found.path, namespace: "left-out" }));
    builder.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = { performance, fileURLToPath: String, Readable: class {} };" }));
  },
};

await build({
  stdin: {
    contents: `
      import { Buffer } from "buffer";
      import make, { astToString } from "openapi-typescript";
      globalThis.Buffer = Buffer;
      globalThis.types = async (text) => astToString(await make(text));
    `,
    resolveDir: process.cwd(),
  },
  bundle: true, minify: true, format: "iife", platform: "browser", outfile: "openapi-typescript.js",
  mainFields: ["browser", "module", "main"],
  alias: { path: "path-browserify", "node:path": "path-browserify" },
  define: { global: "globalThis", "process.env": "{}", "process.cwd": "String", "process.platform": "''", "process.argv": "[]" },
  plugins: [left],
  logLevel: "error",
});
