// Bundles what pages use of npm packages into files that go into the wheel; git keeps neither packages nor bundles.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const entries = [
  { in: "src/editor.js", out: "../kg/serve/static/bundled/editor.js", format: "esm" },
  // Stands inside a page that is one file, where a script cannot be imported.
  { in: "src/sigma.js", out: "../kg/viz/bundled/sigma.js", format: "iife", globalName: "sigmaJs" },
];

for (const entry of entries) {
  const { metafile } = await build({
    entryPoints: [entry.in],
    outfile: entry.out,
    bundle: true,
    minify: true,
    format: entry.format,
    globalName: entry.globalName,
    target: "es2022",
    charset: "utf8",
    metafile: true,
    logLevel: "info",
  });
  await writeFile(`${entry.out}.LICENSES.txt`, await licences(Object.keys(metafile.inputs)));
}

// The licences of the packages in a bundle, which ask to be handed on with it.
async function licences(inputs) {
  const packages = new Set(inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(path)?.[0]).filter(Boolean));
  const texts = [...packages].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/iu.test(entry));
    const text = file ? await readFile(join(folder, file), "utf8") : "";
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join("\n---\n\n");
}
