import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, lstatSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { netvet as fromSources } from '../cli/run.ts';
import { bash, BIN, ended, netvet, newFolder, ROOT, start } from './binary.ts';
import { posixTest as test } from '../posix.ts';
import { spawn } from 'node:child_process';

const EXAMPLE = join(ROOT, 'data/examples/branch-office.csv');
const CLEAN = 'Manufacturer,Model\nCisco,C9300\n';
let folder = '';

beforeAll(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'clean.csv'), CLEAN);
  writeFileSync(join(folder, 'banned.csv'), 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n');
  const rows = Array.from({ length: 5000 }, (_, index) => `Hikvision,DS-2CD2143G2-I,S${index}`);
  writeFileSync(join(folder, 'many.csv'), `Manufacturer,Model,Serial\n${rows.join('\n')}\n`);
});

describe('exit codes', () => {
  test.each([
    [['check', 'clean.csv'], 0],
    [['check', 'banned.csv'], 1],
    [['check', 'absent.csv', 'banned.csv'], 2],
    [['check', '/dev/null'], 3],
    [['--version'], 0],
    [[], 2],
  ])('%j gives %i', async (args, code) => {
    expect((await netvet(args, { cwd: folder })).code).toBe(code);
  });

  test('the format and -o change nothing', async () => {
    const outputs = ['text', 'json', 'ndjson'].map((format) => ['-o', `${format}=out-${format}`]);
    const { code, stdout } = await netvet(['check', 'banned.csv', '-f', 'csv', ...outputs.flat()], { cwd: folder });
    expect(code).toBe(1);
    const written = ['text', 'json', 'ndjson'].map((format) => readFileSync(join(folder, `out-${format}`), 'utf8'));
    for (const report of [stdout, ...written]) expect(report).toContain('Hikvision');
  });
});

/** No list is older than its pace on this day: a warning would be a line more. */
const AS_OF = ['--as-of', '2026-10-12'];

describe('streams', () => {
  test('stdin is read to its end', async () => {
    const { code, stdout } = await netvet(['check', '-', '-f', 'ndjson'], { stdin: readFileSync(EXAMPLE) });
    expect(code).toBe(1);
    expect(stdout).toContain('"source":"-"');
  });

  test('a closed stdin is an empty input', async () => {
    expect((await bash('netvet check - -q <&-', folder)).code).toBe(3);
  });

  test('a reader that goes away ends the run quietly with 141', async () => {
    const { stdout, stderr } = await bash(
      'netvet check many.csv -f ndjson -o csv=cut.csv | head -n 1 >/dev/null; echo "${PIPESTATUS[0]}"',
      folder,
    );
    expect({ stdout, stderr }).toEqual({ stdout: '141\n', stderr: '' });
    expect(readdirSync(folder).filter((name) => name.includes('cut'))).toEqual([]);
  });

  test('a pipe gets everything, however slow its reader is', async () => {
    const { stdout } = await bash('netvet check many.csv -f ndjson | (sleep 0.5; wc -l)', folder);
    // Each finding has a line, and so has the day of purchase that it lacks.
    expect(Number(stdout)).toBe(2 * 5000 + 5);
  });

  test('a file gets what a pipe gets, after what it holds', async () => {
    const { stdout } = await netvet(['check', 'many.csv', '-f', 'ndjson', ...AS_OF], { cwd: folder });
    writeFileSync(join(folder, 'out.ndjson'), 'before\n');
    expect(await bash(`netvet check many.csv -f ndjson ${AS_OF.join(' ')} >> out.ndjson`, folder)).toMatchObject({
      code: 1,
      stderr: '',
    });
    expect(readFileSync(join(folder, 'out.ndjson'), 'utf8')).toBe(`before\n${stdout}`);
  });

  test.each([
    ['at the end of the run', 'banned.csv'],
    ['while rows are read', 'many.csv'],
  ])('a file that may not grow is exit 2 with one line, %s', async (_, inventory) => {
    const { code, stderr } = await bash(
      `ulimit -f 1; netvet check ${inventory} -f ndjson ${AS_OF.join(' ')} > short.ndjson`,
      folder,
    );
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: standard output: cannot write: file too large\n',
    });
  });

  test('a full device is exit 2 with one line', async () => {
    const { code, stderr } = await bash(`netvet check banned.csv ${AS_OF.join(' ')} > /dev/full`, folder);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: standard output: cannot write: no space left on the device\n',
    });
  });
});

describe('report files', () => {
  test.each([
    ['-o json=/dev/full', 'error: /dev/full: cannot write: no space left on the device'],
    ['-o json=absent/out.json', 'error: absent/out.json: cannot write: no such file or folder'],
    ['-o json=clean.csv/out.json', 'error: clean.csv/out.json: cannot write: a part of the path is not a folder'],
    ['-o json=.', 'error: .: cannot write: is a folder'],
    ['-o csv=banned.csv', 'error: -o: banned.csv would overwrite banned.csv, which this run reads (name another file)'],
    ['-o csv=x.csv -o json=./x.csv', 'error: -o: ./x.csv is given twice (name another file)'],
    ['-o csv=-', "error: --output: 'csv=-' is not valid (to standard output: -f csv)"],
  ])('%s is exit 2', async (options, message) => {
    const { code, stderr } = await fromSources(['check', 'banned.csv', '-q', ...options.split(' ')], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${message}\n` });
  });

  test.each([
    ['html', 'text', /fails; cannot be trusted: \/dev\/full: cannot write: no space left on the device \(exit 2\)\n$/],
    ['csv', 'json', /"exit":\{"code":2,"because":\["\/dev\/full: cannot write/],
  ])('standard output says that %s could not be written', async (file, format, says) => {
    const args = ['check', 'banned.csv', '-o', `${file}=/dev/full`, '-f', format, ...AS_OF];
    const { code, stdout } = await fromSources(args, { cwd: folder });
    expect([code, stdout]).toEqual([2, expect.stringMatching(says)]);
  });

  test('a link keeps being one, and its target is replaced', async () => {
    writeFileSync(join(folder, 'target.csv'), 'old');
    symlinkSync('target.csv', join(folder, 'link.csv'));
    expect((await fromSources(['check', 'banned.csv', '-q', '-o', 'csv=link.csv'], { cwd: folder })).code).toBe(1);
    expect(lstatSync(join(folder, 'link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'target.csv'), 'utf8')).toContain('Hikvision');
  });

  test('a named pipe is written directly', async () => {
    const { stdout } = await bash(
      'mkfifo pipe; (wc -l < pipe) & netvet check many.csv -q -o ndjson=pipe; echo "exit $?"; wait; test -p pipe && echo pipe',
      folder,
    );
    expect(
      stdout
        .split('\n')
        .map((line) => line.trim())
        .sort(),
    ).toEqual(['', '10005', 'exit 1', 'pipe']);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s leaves no half report', async (signal, code) => {
    const own = newFolder();
    const child = start(['check', '-', '-o', 'ndjson=half.ndjson'], own);
    const end = ended(child);
    child.stdin?.write(CLEAN.repeat(1000));
    while (readdirSync(own).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect((await end).code).toBe(code);
    expect(readdirSync(own)).toEqual([]);
  });
});

describe('an installation that is not right', () => {
  function copy(): string {
    const own = newFolder();
    mkdirSync(join(own, 'bin'));
    for (const file of ['netvet.js', 'package.json']) {
      cpSync(join(dirname(BIN), file), join(own, 'bin', file));
    }
    cpSync(join(ROOT, 'package.json'), join(own, 'package.json'));
    return own;
  }

  test('not built is exit 2, not 1', async () => {
    const child = spawn(process.execPath, [join(copy(), 'bin/netvet.js'), 'check', 'x.csv']);
    expect(await ended(child)).toEqual({ code: 2, stdout: '', stderr: 'error: netvet is not built: npm run build\n' });
  });

  test.each([
    ['18.20.8', 2],
    ['20.10.0', 2],
    ['20.11.0', 0],
    ['22.0.0', 0],
  ])('Node %s: exit %i', async (node, code) => {
    const pretend = join(newFolder(), 'pretend.cjs');
    writeFileSync(pretend, `Object.defineProperty(process.versions, 'node', { value: '${node}' });`);
    const ran = await ended(spawn(process.execPath, ['--require', pretend, BIN, '--version']));
    const { version, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
      engines: { node: string };
    };
    expect(engines.node).toBe('>=20.11');
    const stderr = `error: netvet needs Node 20.11 or newer, and this is ${node}\n`;
    expect(ran).toEqual(code === 0 ? { code, stdout: `${version}\n`, stderr: '' } : { code, stdout: '', stderr });
  });

  test('a module that cannot be loaded is a bug: 70, with stack and where to report it', async () => {
    const own = copy();
    mkdirSync(join(own, 'dist'), { recursive: true });
    writeFileSync(join(own, 'dist/knowledge.json'), '{}');
    writeFileSync(join(own, 'dist/netvet.cjs'), 'throw new Error("broken");');
    const { code, stderr } = await ended(spawn(process.execPath, [join(own, 'bin/netvet.js'), 'check', 'x.csv']));
    expect(code).toBe(70);
    expect(stderr).toMatch(/Error: broken\n\s+at [^]*please report it/i);
  });

  test.each([
    'setTimeout(() => { throw new Error("late"); }); setTimeout(() => {}, 1e6);',
    'Promise.reject(new Error("late")); setTimeout(() => {}, 1e6);',
  ])('whatever fails later is a bug too: %s', async (late) => {
    const own = copy();
    mkdirSync(join(own, 'dist'), { recursive: true });
    writeFileSync(join(own, 'dist/knowledge.json'), '{}');
    writeFileSync(join(own, 'dist/netvet.cjs'), `exports.main = () => { ${late} return new Promise(() => {}); };`);
    const child = spawn(process.execPath, [join(own, 'bin/netvet.js'), 'check', 'x.csv']);
    expect((await ended(child)).code).toBe(70);
  });
});
