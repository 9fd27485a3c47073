// Writes src/report/html/assets.ts: the style and the script of the HTML report as two strings, from the sources in
// src/report/html/page. The report has no file to read at run time, and the page loads nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FOLDER = 'src/report/html/page';
const STYLES = ['base.css', 'summary.css', 'findings.css', 'sections.css', 'print.css'];
/** Each after those it imports from. Names of the top level are unique among them. */
const SCRIPTS = ['dom.ts', 'select.ts', 'table.ts', 'main.ts'];

export function pageAssets() {
  const style = STYLES.map(read)
    .join('\n')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trim();
  const script = `'use strict';\n{\n${SCRIPTS.map((name) => plainScript(read(name))).join('')}}\n`;
  return [
    '// Written by the build from page/.',
    `export const STYLE = ${JSON.stringify(style)};`,
    `export const SCRIPT = ${JSON.stringify(script)};`,
    '',
  ].join('\n');
}

export function writePageAssets() {
  writeFileSync('src/report/html/assets.ts', pageAssets());
}

function read(name) {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** A module as part of one script: types, imports and exports gone. */
function plainScript(source) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  return outputText.replace(/^import .*;\n/gm, '').replace(/^export (\{\};\n)?/gm, '');
}
