import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { netvet } from '../cli/run.ts';
import type { Page } from './pages.ts';
import { anchorsOf, blocksOf, linksOf, manualOf, pages, spansOf, targetOf, VERSION, wordsOf } from './pages.ts';
import { posixTest as test } from '../posix.ts';

const all = pages();
const README = all.find(({ path }) => path === 'README.md') ?? { path: '', text: '' };
const manual = manualOf(all);

describe('links', () => {
  test.each(all)('$path', (page) => {
    for (const link of linksOf(page.text)) {
      const target = targetOf(page, link);
      if (target === null) {
        expect(link).toMatch(/^https:\/\//);
        continue;
      }
      expect({ link, isThere: existsSync(target.path) }).toEqual({ link, isThere: true });
      if (target.heading === '') continue;
      expect([...anchorsOf(readFileSync(target.path, 'utf8'))]).toContain(target.heading);
    }
  });

  test('every page of docs/ is reached from the README', () => {
    const reached = new Set([README.path]);
    for (const path of reached) {
      const page = all.find((one) => one.path === path);
      for (const link of page === undefined ? [] : linksOf(page.text)) reached.add(targetOf({ ...page, path } as Page, link)?.path ?? '');
    }
    expect(manual.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  }); // prettier-ignore
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A line `...` stands for any lines. */
const pattern = (output: string): RegExp => new RegExp(`^${output.split(/^\.\.\.\n/m).map(escaped).join('[^]*')}$`); // prettier-ignore

/** `console` blocks: a command, perhaps in a checkout that is not installed yet, and what it prints. */
const shown = manual.flatMap((page) =>
  blocksOf(page.text)
    .filter(({ language }) => language === 'console')
    .map(({ text }) => ({
      page,
      text,
      command: /^\$ (?:netvet|npm ci && node bin\/netvet\.js) (.*)\n/.exec(text)?.[1] ?? '',
    })),
);

describe('what a page shows is what netvet prints', () => {
  test.each(shown)('$page.path: netvet $command', async ({ page, text, command }) => {
    const { stdout: printed, stderr } = await netvet(wordsOf(command), { version: VERSION });
    const [prompt = '', ...lines] = text.split('\n');
    const expected = lines.join('\n');
    if (process.env['UPDATE'] === '1' && !/^\.\.\.$/m.test(expected)) {
      writeFileSync(page.path, readFileSync(page.path, 'utf8').replace(text, () => `${prompt}\n${printed}`));
    } else expect(printed).toMatch(pattern(expected));
    expect(stderr).toBe('');
  }); // prettier-ignore
});

describe('what a page names is there', () => {
  /** Everything that --help says of every command and its own commands. */
  async function helpOf(words: readonly string[]): Promise<string> {
    const { stdout } = await netvet([...words, '--help']);
    const below = /^Commands:\n([^]*)/m.exec(stdout)?.[1] ?? '';
    const names = Array.from(below.matchAll(/^ {2}([a-z]+)/gm), ([, name = '']) => name).filter((name) => name !== 'help');
    return [stdout, ...(await Promise.all(names.map((name) => helpOf([...words, name]))))].join('\n');
  } // prettier-ignore

  test('every option', async () => {
    const known = await helpOf([]);
    for (const { path, text } of manual)
      for (const span of spansOf(text).filter((one) => /^(?:-|netvet )/.test(one)))
        for (const [option] of span.matchAll(/(?<= |^)--[a-z-]+/g))
          expect({ path, option, isOne: known.includes(`${option} `) || known.includes(`${option}\n`) }).toEqual({ path, option, isOne: true });
  }); // prettier-ignore

  test('every format has a line in the table of reports', () => {
    const reports = readFileSync('docs/reports.md', 'utf8');
    for (const name of FORMAT_NAMES) expect(reports).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm'));
  });

  test('nothing is fetched from a registry by its name before there is a release', () => {
    for (const { text } of manual)
      for (const [line] of text.matchAll(/.*\b(?:npx|npm (?:i|install|exec))\b.*/g))
        if (/netvet/.test(line)) expect(line).toMatch(/--no-install|\.tgz|git\+/);
  });
});
