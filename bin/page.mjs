// Writes src/report/assets.ts: the style and the script of the HTML report as two strings, from the sources in
// src/page. The report has no file to read at run time, and the page loads nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const FOLDER = 'src/page';
/** Types, exports and comments are gone; lines are short, so that a browser can tell where something failed. */
const AS_SCRIPT = { loader: 'ts', format: 'iife', target: 'es2022', minifyWhitespace: true, lineLimit: 160 };

export function pageAssets() {
  const style = read('report.css')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trim();
  const { code } = transformSync(`'use strict';\n${read('filter.ts')}`, AS_SCRIPT);
  return [
    '// Written by the build from src/page.',
    `export const STYLE = ${JSON.stringify(style)};`,
    `export const SCRIPT = ${JSON.stringify(code)};`,
    '',
  ].join('\n');
}

export function writePageAssets() {
  writeFileSync('src/report/assets.ts', pageAssets());
}

function read(name) {
  return readFileSync(join(FOLDER, name), 'utf8');
}
