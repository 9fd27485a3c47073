// Puts small faults into the code, one at a time, and lists those that no test sees.
// Usage: npm run test:mutate -- PATH ... [--count N] [--seed N] [--seconds N] [--again FILE]
//
// A PATH may be several, apart by commas; --count is that of each. One copy of the project holds all faults, each
// asleep, so that nothing is compiled anew. Its everyday tests are bundled, run once each, and note which faults they
// reach. A fault then awakes in the files of tests that reach it, in one process until one fails: those of its own room
// first (test/judge for src/judge), the quickest first, as many as take --seconds of a processor in all.
// --again: only the faults that an earlier output lists, wherever they stand in their files now.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { UserError } from '../../src/core/errors.ts';
import { projectCopy } from './project-copy.ts';

/** A fault: what stands at a place of a file, and what is put there instead. */
interface Mutant {
  readonly path: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly was: string;
  readonly now: string;
  /** The expression or statement that it is in. */
  readonly whole: { readonly from: number; readonly to: number; readonly isStatement: boolean };
}

/** A file of tests: what it takes of a processor, and the numbers of the faults that it reaches. */
interface Suite {
  readonly path: string;
  readonly seconds: number;
  readonly reaches: ReadonlySet<number>;
}

const USAGE = 'usage: npm run test:mutate -- PATH ... [--count N] [--seed N] [--seconds N] [--again FILE]';
const UNREACHED = ' (no test reaches it)';
const OPPOSITE: Readonly<Record<string, string>> = {
  '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '&&': '||', '||': '&&', '??': '&&',
  '+=': '-=', '-=': '+=', '-': '+', '*': '/',
}; // prettier-ignore

export async function main(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '20' },
      again: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new UserError(USAGE);
  const parts = positionals.map((path) => {
    const all = path
      .split(',')
      .flatMap(sourcesOf)
      .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
    return { path, all, chosen: sample(all, Number(values.count), values.seed) };
  });
  const faults = new Map(parts.flatMap(({ chosen }) => chosen).entries());
  const copy = projectCopy();
  for (const path of new Set([...faults.values()].map((mutant) => mutant.path)))
    writeFileSync(join(copy, path), asleep(readFileSync(path, 'utf8'), faults, path));
  const bench = await benchOf(copy);
  const survivors = new Map<number, string>();
  const tried = new Set<number>();
  const wherever = (name: string): string => name.replace(UNREACHED, '').replace(/:\d+:/, ':');
  const again = values.again === undefined ? null : readFileSync(values.again, 'utf8').split('\n').map(wherever);
  for (const [number, mutant] of faults) {
    const name = `${mutant.path}:${String(mutant.line)}: ${oneLine(mutant.was)} -> ${oneLine(mutant.now)}`;
    if (again?.includes(wherever(name)) === false) continue;
    tried.add(number);
    const suites = reaching(bench, number, mutant.path, Number(values.seconds));
    const seenBy = failing(bench, number, suites);
    const result = suites.length === 0 ? 'NOT REACHED' : seenBy === null ? 'SURVIVES' : `seen by ${seenBy}`;
    process.stderr.write(`${String(number + 1)}/${String(faults.size)} ${name}: ${result}\n`);
    if (seenBy === null) survivors.set(number, suites.length === 0 ? name + UNREACHED : name);
  }
  rmSync(copy, { recursive: true });
  let next = 0;
  const counts = parts.map(({ path, all, chosen }) => {
    const own = chosen.map(() => next++).filter((number) => tried.has(number));
    const seen = own.filter((number) => !survivors.has(number)).length;
    return `${path}: ${String(seen)} of ${String(own.length)} faults were seen (of ${String(all.length)} there are)`;
  });
  return [...survivors.values(), ...counts, `seed ${values.seed}`].join('\n');
}

function sourcesOf(path: string): readonly string[] {
  if (!existsSync(path)) throw new UserError(`${path} is not there`);
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.data.ts')).map((name) => join(path, name));
}

/** Every fault that can be put into a file. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, now: string, whole = node): void => {
    const from = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(from).line + 1;
    const around = { from: whole.getStart(source), to: whole.end, isStatement: ts.isExpressionStatement(whole) };
    mutants.push({ path, line, from, to: node.end, was: text.slice(from, node.end), now, whole: around });
  };
  const visit = (node: ts.Node): void => {
    // Types and what a module imports decide nothing.
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const now = OPPOSITE[node.operatorToken.getText(source)];
      if (now !== undefined) replace(node.operatorToken, now, node);
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, node.operand.getText(source));
    } else if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
    else if (ts.isNumericLiteral(node) && /^\d+$/.test(node.text) && !isKey(node))
      replace(node, String(Number(node.text) + 1));
    else if (ts.isConditionalExpression(node)) {
      const [yes, no] = [node.whenTrue.getText(source), node.whenFalse.getText(source)];
      replace(node, `${node.condition.getText(source)} ? (${no}) : (${yes})`);
    } else if (isCallAlone(node)) replace(node, ';');
    else if (ts.isIfStatement(node)) replace(node.expression, `!(${node.expression.getText(source)})`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

/** Whether it stands as the name of a property, and not as its value. */
const isKey = (node: ts.Node): boolean =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  (ts.isBindingElement(node.parent) && node.parent.propertyName === node);

const isCallAlone = (node: ts.Node): boolean =>
  ts.isExpressionStatement(node) &&
  ts.isCallExpression(node.expression) &&
  node.expression.expression.kind !== ts.SyntaxKind.SuperKeyword;

/** As many of them as asked for, the same for the same seed, whatever else changed in their files. */
function sample(all: readonly Mutant[], count: number, seed: string): readonly Mutant[] {
  const times = new Map<string, number>();
  const order = new Map(
    all.map((one) => {
      const name = `${seed} ${one.path} ${one.was} ${one.now}`;
      times.set(name, (times.get(name) ?? 0) + 1);
      return [one, hashOf(`${name} ${String(times.get(name))}`)];
    }),
  );
  return [...all].sort((a, b) => ((order.get(a) ?? '') < (order.get(b) ?? '') ? -1 : 1)).slice(0, count);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The text of a file with its faults asleep: each is there when the number of it is `netvetFault`. */
export function asleep(text: string, faults: ReadonlyMap<number, Mutant>, path: string): string {
  const own = [...faults].filter(([, mutant]) => mutant.path === path);
  own.sort(([, { whole: a }], [, { whole: b }]) => a.from - b.from || b.to - a.to);
  const written = (from: number, to: number, inside: typeof own): string => {
    const [first] = inside;
    if (first === undefined) return text.slice(from, to);
    const { whole } = first[1];
    const isHere = ([, one]: (typeof own)[number]): boolean =>
      one.whole.from === whole.from && one.whole.to === whole.to;
    const within = inside.filter((one) => !isHere(one) && one[1].whole.from < whole.to);
    const after = inside.filter((one) => one[1].whole.from >= whole.to);
    const rest = written(whole.from, whole.to, within);
    const woken = inside.filter(isHere).reduce((code, [number, { from: at, to: end, now }]) => {
      const is = `globalThis.netvetFault?.(${String(number)})`;
      if (whole.isStatement) return `if (${is}) {} else { ${code} }`;
      const other = at === whole.from ? now : `(${text.slice(whole.from, at)}) ${now} (${text.slice(end, whole.to)})`;
      return `(${is} ? (${other}) : (${code}))`;
    }, rest);
    return text.slice(from, whole.from) + woken + written(whole.to, to, after);
  };
  return written(0, text.length, own);
}

/** What the tests of the copy are run with. */
interface Bench {
  readonly copy: string;
  readonly globals: object;
  readonly env: NodeJS.ProcessEnv;
  readonly suites: readonly Suite[];
}

/** A line that `run-suites.mjs` writes. */
type Note =
  | { readonly begins: string }
  | { readonly ends: string; readonly seconds: number; readonly reached: readonly number[] }
  | { readonly failed: string };

/**
 * Bundles the everyday tests of the copy, so that code which several files of tests share is loaded once, and runs each
 * by itself. Those that pass without a fault are the bench.
 */
async function benchOf(copy: string): Promise<Bench> {
  const made = spawnSync(process.execPath, ['--input-type=module', '-e', SET_UP], { cwd: copy, encoding: 'utf8' });
  if (made.status !== 0) throw new UserError(made.stderr);
  const config = (await import(pathToFileURL(resolve(copy, 'test/everyday.js')).href)) as { default: Config };
  const { testPathIgnorePatterns, globals } = config.default;
  const leftOut = testPathIgnorePatterns.map((pattern) => new RegExp(pattern));
  const paths = readdirSync(join(copy, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name}`)
    .filter((path) => path.endsWith('.test.ts') && !leftOut.some((pattern) => pattern.test(`/${path}`)))
    .sort();
  await build({
    absWorkingDir: copy,
    entryPoints: paths,
    outbase: copy,
    outdir: join(copy, '.cache/mutate'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.11',
    packages: 'external',
    plugins: [WITHOUT_JEST],
    logLevel: 'warning',
  });
  const bench = { copy, globals, env: JSON.parse(made.stdout) as NodeJS.ProcessEnv, suites: [] };
  const suites = paths.flatMap((path) => {
    const { notes } = run(bench, [path], 600);
    return notes.flatMap((note) => {
      if ('failed' in note) process.stderr.write(`${path} fails without a fault and is left out: ${note.failed}\n`);
      return 'ends' in note ? [{ path, seconds: note.seconds, reaches: new Set(note.reached) }] : [];
    });
  });
  return { ...bench, suites };
}

interface Config {
  readonly testPathIgnorePatterns: readonly string[];
  readonly globals: object;
}

/** What is made before all tests, and the environment that tells them where it is. */
const SET_UP = `
(await import('./bin/page.mjs')).writePageAssets();
await (await import('./test/setup.mjs')).default();
console.log(JSON.stringify(process.env));
`;

/** The functions of jest without its contexts, and files that know where they were. */
const WITHOUT_JEST: Plugin = {
  name: 'without-jest',
  setup: (made) => {
    made.onResolve({ filter: /^@jest\/globals$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: 'jest-globals',
      pluginData: resolveDir,
    }));
    made.onLoad({ filter: /.*/, namespace: 'jest-globals' }, ({ pluginData }) => ({
      contents: "export * from 'jest-circus'; export { expect } from 'expect';",
      resolveDir: String(pluginData),
    }));
    made.onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

/**
 * The files of tests that reach a fault: those of its own room, then the others, the quickest first, as many as take so
 * many seconds.
 */
function reaching({ suites }: Bench, fault: number, path: string, seconds: number): readonly Suite[] {
  const beside = path.replace(/^src\/([^/]+)\/.*$/, 'test/$1/');
  const isElsewhere = (suite: Suite): number => (suite.path.startsWith(beside) ? 0 : 1);
  const all = suites
    .filter(({ reaches }) => reaches.has(fault))
    .sort((a, b) => isElsewhere(a) - isElsewhere(b) || a.seconds - b.seconds);
  let taken = 0;
  return all.filter((suite, index) => {
    if (index > 0 && taken + suite.seconds > seconds) return false;
    taken += suite.seconds;
    return true;
  });
}

/**
 * The file of tests that fails with the fault, or does not end; null when all pass. What fails after others is held to
 * fail alone: files of tests that share a process must not be seen for a fault.
 */
function failing(bench: Bench, fault: number, suites: readonly Suite[]): string | null {
  for (let rest = suites; rest.length > 0;) {
    const { status, notes } = run(bench, pathsOf(rest), patienceFor(rest), fault);
    if (status === 0) return null;
    const last = notes.flatMap((note) => ('begins' in note ? [note.begins] : [])).at(-1);
    const index = rest.findIndex(({ path }) => path === last);
    const suspect = rest.slice(index, index + 1);
    if (index <= 0 || run(bench, pathsOf(suspect), patienceFor(suspect), fault).status !== 0) return last ?? 'nothing';
    rest = rest.slice(index + 1);
  }
  return null;
}

const pathsOf = (suites: readonly Suite[]): readonly string[] => suites.map(({ path }) => path);

/** Seconds after which tests do not end: a fault may make a loop endless, and a machine may be busy. */
const patienceFor = (suites: readonly Suite[]): number =>
  20 + 5 * suites.reduce((sum, { seconds }) => sum + seconds, 0);

/** Runs files of tests in one process, with a fault awake. */
function run({ copy, globals, env }: Bench, paths: readonly string[], seconds: number, fault?: number) {
  const args = ['bin/tools/run-suites.mjs', JSON.stringify(globals), ...paths];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: copy,
    env: { ...env, ...(fault === undefined ? {} : { NETVET_FAULT: String(fault) }) },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: Math.round(seconds * 1000),
    killSignal: 'SIGKILL',
  });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"'));
  const notes = lines.map((line) => JSON.parse(line) as Note);
  return { status, notes };
}

const oneLine = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 60);
