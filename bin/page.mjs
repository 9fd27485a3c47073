// Writes src/report/assets.ts: what is the same in every HTML report, as a string, from the sources in src/page. The
// report has no file to read at run time, and the page loads nothing.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const FOLDER = 'src/page';
/** Types, exports and comments are gone; lines are short, so that a browser can tell where something failed. */
const AS_SCRIPT = { loader: 'ts', format: 'iife', target: 'es2022', minifyWhitespace: true, lineLimit: 160 };

export function pageAssets() {
  const STYLE = read('report.css')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trim();
  const { code: SCRIPT } = transformSync(`'use strict';\n${read('filter.ts')}`, AS_SCRIPT);
  // HTML has no elements that close themselves; the formatter writes them.
  const html = read('report.html').replaceAll(' />', '>').replace(/\n\s+/g, '\n');
  const frame = filled(html, { POLICY: policyOf(SCRIPT, STYLE), STYLE, SCRIPT });
  return `// Written by the build from src/page.\nexport const FRAME = ${JSON.stringify(frame)};\n`;
}

/**
 * The content policy of a document: its own script and style run, and nothing else; where the browser knows trusted
 * types, no text becomes markup.
 */
export function policyOf(script, style, ...more) {
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    ...more,
  ].join('; ');
}

/** A document with values instead of their names, `%NAME%`; names without one stay. */
export function filled(html, values) {
  return html
    .replace(/<(script|style)>\s*(%\w+%)\s*<\/\1>/g, '<$1>$2</$1>')
    .replace(/%(\w+)%/g, (whole, name) => values[name] ?? whole);
}

export function writePageAssets() {
  writeFileSync('src/report/assets.ts', pageAssets());
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function read(name) {
  return readFileSync(join(FOLDER, name), 'utf8');
}
