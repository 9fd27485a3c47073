import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { archiveOf, packData } from '../../bin/tools/pack-data.ts';
import { emptyFolder, netvet, TODAY } from '../cli/run.ts';
import { bash } from '../e2e/binary.ts';
import { posixTest as test } from '../posix.ts';
import { blocksOf, manualOf, pages, VERSION as version, wordsOf, type Page } from './pages.ts';

const manual = manualOf(pages());

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
