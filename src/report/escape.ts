import { lazily } from '../core/text.ts';

/**
 * The one place that makes text from an inventory safe to print. Cells are hostile everywhere: a hostname can carry a
 * terminal escape, a model a spreadsheet formula, a site name a script tag. Reporters escape every string of an event
 * once, for the place where it lands.
 */

/**
 * Characters that are invisible or control how text is shown: C0, DEL and C1 controls, format characters (bidi,
 * zero-width, soft hyphen, BOM, tags), line and paragraph separators, lone surrogates, noncharacters, and invisible
 * fillers. U+FE0E and U+FE0F stay: they choose the look of an emoji and hide nothing.
 */
const UNSEEN = lazily(
  () =>
    new RegExp(
      '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Noncharacter_Code_Point}' +
        '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0d\\uffa0]',
      'gu',
    ),
);
/** Text without unseen characters: ASCII, European letters, marks and Han characters alone. */
const PLAIN = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u4e00-\u9fff]*$/;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Writes unseen characters as `\n`, `\x1b`, `\u202e`, `\u{e0041}`: one line, safe for a terminal and for people. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSEEN(), (unseen) => NAMED[unseen] ?? codeEscape(unseen));
}

/** A character as its code; `least`: the lowest code that is written with four digits. */
export function codeEscape(character: string, least = 0x100): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < least) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** A value as JSON with unseen characters escaped: the same value to a parser, safe to `cat`. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  const escaped = (unseen: string): string => unseen.replace(/[^]/g, (unit) => codeEscape(unit, 0));
  return PLAIN.test(text) ? text : text.replace(UNSEEN(), escaped);
}

/** First characters that make a spreadsheet calculate (OWASP "CSV Injection"), full-width forms included. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** The same after `;` or `,` within a cell: a spreadsheet whose locale separates cells by it begins a cell there. */
const FORMULA_WITHIN = /([;,]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** ASCII without quotes and commas that neither begins as a formula nor ends with a space: needs no escaping. */
const PLAIN_CELL = /^[0-9A-Za-z](?:[\x20\x21\x23-\x2b\x2d-\x7e]*[\x21\x23-\x2b\x2d-\x7e])?$/;

/** One cell of a delimited file: formulas are neutralised by a leading apostrophe, controls made visible. */
export function csvCell(text: string, delimiter = ','): string {
  if (delimiter === ',' && PLAIN_CELL.test(text) && !text.includes(';')) return text;
  const isFormula = FORMULA.test(text);
  const escaped = (isFormula ? "'" : '') + visible(text);
  // A cell that holds the file's own delimiter is quoted.
  const shown = escaped.replace(FORMULA_WITHIN, (found) => (found.startsWith(delimiter) ? found : `${found}'`));
  return isFormula || shown.includes('"') || shown.includes(delimiter) || shown !== shown.trim()
    ? `"${shown.replaceAll('"', '""')}"`
    : shown;
}

/**
 * Excel reads a CSV without a byte order mark in the local code page and turns every name that is not ASCII into
 * garbage; csvkit, pandas, R, Miller and netvet itself skip the mark. For a program that does not, there is ndjson.
 */
export const BOM = '\ufeff';

/** A line of a comma-separated file. */
export const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => csvCell(cell)).join(',')}\n`;

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text or a quoted attribute of HTML or XML 1.0: what XML forbids (controls, surrogates) is made visible. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => MARKUP[character] ?? '');
}

/** Inline Markdown, also in a table cell: nothing of the text becomes markup, HTML, a mention, a link or an address. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#!|~$^]/g, '\\$&')
    .replace(/[&<>@]/g, (character) => MARKUP[character] ?? '&#64;')
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\bwww\./gi, (word) => `${word.slice(0, 3)}&#46;`);
}

/**
 * Text for people that a CI job may log. GitHub takes a line that begins with `::name ...::` (after spaces) for a
 * command; GitHub, Azure Pipelines and TeamCity take `##[`, `##vso[` and `##teamcity[` for one anywhere in a line.
 * Lines are broken anywhere, so any cell may begin one.
 */
export function logText(text: string): string {
  return text.replace(/:(?=:[a-z][\w-]*(?:\s|::))/gi, '\\x3a').replace(/#(?=#\w*\[)/g, '\\x23');
}

/** A text cut to at most `most` UTF-16 units, between two characters. */
export function cutTo(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The message of a GitHub workflow command. */
export const workflowData = (text: string): string => visible(text).replaceAll('%', '%25');

/** A property value of a GitHub workflow command. */
export function workflowProperty(text: string): string {
  return workflowData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** In double quotes a text is the same to sh, PowerShell and cmd unless it holds one of these. */
const DOUBLE_QUOTABLE = /^(?:[^"$`\\!%\u201c-\u201e]|\\(?!\\|$))*$/;

/** One argument of a command that is printed to be copied: quoted where a shell would read more in it. */
export function shellWord(text: string): string {
  if (/^(?![#=])[\w./:#=+-]+$/.test(text)) return text;
  return DOUBLE_QUOTABLE.test(text) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A SARIF message: brackets would make an embedded link of the text (SARIF 2.1.0, 3.11.6). */
export const sarifText = (text: string): string => visible(text).replace(/[\\[\]]/g, '\\$&');

/** The path of an input as a URI reference: relative to the top of the repository; outside it, a `file:` URI. */
export function fileUri(source: string, pathOf: (source: string) => string): string {
  const path = repositoryPath(source, pathOf).split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${path}`;
  return /^[A-Za-z]%3A\//.test(path) ? `file:///${path.replace('%3A', ':')}` : path;
}

/** The path of an input as GitHub and GitLab name files; standard input without a name is `stdin`. */
export function repositoryPath(source: string, pathOf: (source: string) => string): string {
  return source === '-' ? 'stdin' : visible(pathOf(source));
}

/** The address of a list if it is safe to click on, which only http and https are; else null. */
export function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
