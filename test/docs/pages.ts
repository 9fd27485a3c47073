import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** A page that people read, with its path from the root of the project. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A block of code: what stands behind its fence, and its lines. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** Every page of the project. */
export function pages(): readonly Page[] {
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((path) => join('docs', path.replaceAll('\\', '/')));
  const top = readdirSync('.');
  return [...top, ...docs].filter((path) => path.endsWith('.md')).sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
} // prettier-ignore

/** Pages for people who use netvet; those for people who change or release it show commands that change the checkout. */
export const manualOf = (all: readonly Page[]): readonly Page[] =>
  all.filter(({ path }) => path === 'README.md' || (/^docs\//.test(path) && path !== 'docs/releasing.md'));

/** The version whose output they show. */
export const { version: VERSION } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };

/** The words of a command that needs no shell. */
export const wordsOf = (command: string): readonly string[] =>
  Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');

/** The fenced blocks of a text. */
export function blocksOf(text: string): readonly Block[] {
  return Array.from(text.matchAll(/^ *```(\w*)\n([^]*?)^ *```$/gm), ([, language = '', code = '']) => ({ language, text: code }));
} // prettier-ignore

/** What a text says outside of fenced blocks. */
const proseOf = (text: string): string => text.replace(/^ *```\w*\n[^]*?^ *```$/gm, '');

/** Code within a line, such as `netvet lists`. */
export function spansOf(text: string): readonly string[] {
  return Array.from(proseOf(text).matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
}

/** Where the links and pictures of a text lead. */
export function linksOf(text: string): readonly string[] {
  const prose = proseOf(text).replace(/`[^`\n]+`/g, '');
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
}

/** The headings of a text, as links name them. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = Array.from(proseOf(text).matchAll(/^#+ +(.+)$/gm), ([, heading = '']) => heading);
  return new Set(headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\- ]/gu, '').replaceAll(' ', '-')));
} // prettier-ignore

/** The path and the heading that a link of a page leads to; null when it leads out of the project. */
export function targetOf(page: Page, link: string): { readonly path: string; readonly heading: string } | null {
  if (/^[a-z]+:/.test(link)) return null;
  const [path = '', heading = ''] = link.split('#');
  return { path: path === '' ? page.path : join(dirname(page.path), path), heading };
}
