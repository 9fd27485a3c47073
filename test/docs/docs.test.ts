import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { archiveOf, packData } from '../../bin/tools/pack-data.ts';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, netvet, TODAY } from '../cli/run.ts';
import { bash } from '../e2e/binary.ts';
import type { Page } from './pages.ts';
import { anchorsOf, blocksOf, linksOf, pages, spansOf, targetOf } from './pages.ts';
import { posixTest as test } from '../posix.ts';

const all = pages();
const README = all.find(({ path }) => path === 'README.md') ?? { path: '', text: '' };
/** Pages for people who use netvet; those for people who change or release it show commands that change the checkout. */
const manual = all.filter(({ path }) => path === 'README.md' || (/^docs\//.test(path) && path !== 'docs/releasing.md'));
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const wordsOf = (command: string): readonly string[] =>
  Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');

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
    const { stdout: printed, stderr } = await netvet(wordsOf(command), { version });
    const [prompt = '', ...lines] = text.split('\n');
    const expected = lines.join('\n');
    if (process.env['UPDATE'] === '1' && !/^\.\.\.$/m.test(expected)) {
      writeFileSync(page.path, readFileSync(page.path, 'utf8').replace(text, () => `${prompt}\n${printed}`));
    } else expect(printed).toMatch(pattern(expected));
    expect(stderr).toBe('');
  }); // prettier-ignore
});

/** Programs that need another machine, root, a registry or much time; all others must be there and run. */
const ELSEWHERE =
  /\b(?:ansible|apt-get|curl|docker|git|lldpcli|nmap|npm|npx|parallel|podman|pre-commit|sbatch|snmpwalk|ssh|sudo)\b/;

/** Lines of the `sh` blocks of a page that can run here; a loop or a line that goes on in the next is one. */
function runnable({ text }: Page): readonly { readonly line: string; readonly codes: readonly number[] }[] {
  return blocksOf(text)
    .filter(({ language }) => language === 'sh')
    .flatMap((block) => (ELSEWHERE.test(block.text) && /^(?:while |for |\{)/m.test(block.text) ? [] : block.text.replaceAll('\\\n', ' ').split('\n')))
    .filter((line) => /\S/.test(line) && !line.startsWith('#') && !ELSEWHERE.test(line.replace(/ #.*/, '')))
    .map((line) => {
      const code = / # exit (\d+)/.exec(line)?.[1];
      return { line, codes: code === undefined ? [0, 1] : [Number(code)] };
    });
} // prettier-ignore

/** Blocks of YAML whose first line names a file. */
const namedBlocks = (of: readonly Page[]): readonly (readonly [string, string])[] =>
  of
    .flatMap(({ text }) => blocksOf(text))
    .flatMap(({ language, text }) => {
      const name = language === 'yaml' ? /^# ([\w./-]+\.ya?ml)\n/.exec(text)?.[1] : undefined;
      return name === undefined ? [] : [[name, text] as const];
    });

/** Needs no shell: `netvet`, and words of which a shell makes nothing else. */
const PLAIN = /^netvet ([^$`|&;<>*?()'\\{}~]*)$/;

/** What `netvet` is to a shell: with the day of the tests where a command takes one, since lists grow old. */
const AS_OF = `
real() { command "$node" "$bin" "$@"; }
netvet() {
  case "$*" in
    *--as-of*) real "$@" ;;
    check*|explain*) real "$@" --as-of ${TODAY} ;;
    *) real "$@" ;;
  esac
}`;

/** Runs a line of a page: in a shell where it needs one. */
function typed(line: string, cwd: string): Promise<{ code: number | null; stderr: string }> {
  const plain = PLAIN.exec(line.replace(/ #.*/, '').trim())?.[1];
  return plain === undefined ? bash(`${AS_OF}\n${line}`, cwd) : netvet(wordsOf(plain), { cwd, version });
}

describe('what a page says to type runs', () => {
  const folder = emptyFolder();

  beforeAll(async () => {
    cpSync('test/docs/folder', folder, { recursive: true });
    writeFileSync(join(folder, 'netvet-data-2026-12-15.tgz'), archiveOf(packData('data', '2026-12-15').files));
    await typed('netvet check inventory.csv -q -o ndjson=accepted.ndjson', folder);
  });

  test.each(manual.filter((page) => runnable(page).length > 0))('$path', async (page) => {
    const cwd = emptyFolder();
    cpSync(folder, cwd, { recursive: true });
    for (const name of ['bin', 'data']) symlinkSync(resolve(name), join(cwd, name));
    for (const [name, text] of [...namedBlocks(manual), ...namedBlocks([page])])
      if (name !== '.netvet.yaml') writeFileSync(join(cwd, name), text);
    for (const { line, codes } of runnable(page)) {
      const { code, stderr } = await typed(line, cwd);
      if (!codes.includes(code ?? -1) || stderr.includes('error:')) throw new Error(`${line}: ${code}\n${stderr}`);
    }
  });

  test('the settings', async () => {
    const cwd = emptyFolder();
    cpSync('test/docs/folder', cwd, { recursive: true });
    for (const [name, text] of namedBlocks(manual)) writeFileSync(join(cwd, name), text);
    expect(await netvet(['check', 'inventory.csv', '-q'], { cwd })).toMatchObject({ code: 1, stderr: '' });
  });
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
