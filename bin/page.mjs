// Writes src/report/assets.ts: the style and the script of the HTML report as two strings, from the sources in
// src/page. The report has no file to read at run time, and the page loads nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FOLDER = 'src/page';

export function pageAssets() {
  const style = read('report.css')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trim();
  const script = `'use strict';\n{\n${plainScript(read('filter.ts'))}}\n`;
  return [
    '// Written by the build from src/page.',
    `export const STYLE = ${JSON.stringify(style)};`,
    `export const SCRIPT = ${JSON.stringify(script)};`,
    '',
  ].join('\n');
}

export function writePageAssets() {
  writeFileSync('src/report/assets.ts', pageAssets());
}

function read(name) {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** Types and exports are gone. */
function plainScript(source) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  return outputText.replace(/^export (\{\};\n)?/gm, '');
}
