// Puts small faults into the code, one at a time, and lists those that no test sees.
// Usage: npm run test:mutate -- PATH ... [--count N] [--seed N] [--seconds N]
//
// One copy of the project holds all faults, each asleep, so that nothing is compiled anew. The everyday tests run once
// there and write down which file of tests reaches which fault. A fault then awakes in the files that reach it alone:
// those of its own room first (test/judge for src/judge), the quickest first, as many as take --seconds in all.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { UserError } from '../../src/core/errors.ts';
import { projectCopy } from './project-copy.ts';

/** A fault: what stands at a place of a file, and what is put there instead. */
export interface Mutant {
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

const USAGE = 'usage: npm run test:mutate -- PATH ... [--count N] [--seed N] [--seconds N]';
const OPPOSITE: Readonly<Record<string, string>> = {
  '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '&&': '||', '||': '&&', '??': '&&',
  '+=': '-=', '-=': '+=', '-': '+', '*': '/',
}; // prettier-ignore

export function main(args: readonly string[]): string {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '10' },
    },
  });
  const files = positionals.flatMap(sourcesOf);
  if (files.length === 0) throw new UserError(USAGE);
  const all = files.flatMap((path) => mutantsOf(path, readFileSync(path, 'utf8')));
  const chosen = sample(all, Number(values.count), values.seed);
  const copy = projectCopy();
  for (const path of new Set(chosen.map((mutant) => mutant.path)))
    writeFileSync(join(copy, path), asleep(readFileSync(path, 'utf8'), new Map(chosen.entries()), path));
  const suites = suitesOf(copy);
  const survivors: string[] = [];
  for (const [index, mutant] of chosen.entries()) {
    const reached = reaching(suites, index, mutant.path, Number(values.seconds));
    const survives = !reached.some((some) => fails(copy, index, some));
    const says = reached.length === 0 ? 'NOT REACHED' : survives ? 'SURVIVES' : 'seen';
    const name = `${mutant.path}:${String(mutant.line)}: ${oneLine(mutant.was)} -> ${oneLine(mutant.now)}`;
    process.stderr.write(`${String(index + 1)}/${String(chosen.length)} ${says} ${name}\n`);
    if (survives) survivors.push(reached.length === 0 ? `${name} (no test reaches it)` : name);
  }
  rmSync(copy, { recursive: true });
  const seen = chosen.length - survivors.length;
  const of = `of ${String(all.length)} that there are, seed ${values.seed}`;
  return [...survivors, `${String(seen)} of ${String(chosen.length)} faults were seen (${of})`].join('\n');
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

/** Runs before each file of tests: says whether a fault is awake, and notes which were asked for. */
const SET_UP = `
const begun = process.cpuUsage();
const reached = new Set();
globalThis.netvetFault = (number) => {
  reached.add(number);
  return process.env.NETVET_FAULT === String(number);
};
afterAll(() => {
  if (process.env.NETVET_FAULT !== undefined) return;
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1_000_000;
  const path = expect.getState().testPath;
  const name = require('node:crypto').createHash('sha256').update(path).digest('hex');
  require('node:fs').writeFileSync('.cache/reached/' + name, JSON.stringify({ path, seconds, reached: [...reached] }));
});
`;

const CONFIG = `import everyday from './test/everyday.js';
export default { ...everyday, rootDir: '.', setupFilesAfterEnv: ['./mutate.cjs'], maxWorkers: 1 };
`;

/** The files of tests of the copy, what they take and reach. Those that pass without a fault only. */
function suitesOf(copy: string): readonly Suite[] {
  mkdirSync(join(copy, '.cache/reached'), { recursive: true });
  writeFileSync(join(copy, 'mutate.cjs'), SET_UP);
  writeFileSync(join(copy, 'mutate.config.js'), CONFIG);
  jest(copy, ['--json', '--outputFile=.cache/suites.json']);
  const { testResults } = JSON.parse(readFileSync(join(copy, '.cache/suites.json'), 'utf8')) as {
    testResults: { name: string; status: string }[];
  };
  const passed = new Set(testResults.flatMap(({ name, status }) => (status === 'passed' ? [name] : [])));
  const notes = readdirSync(join(copy, '.cache/reached')).map(
    (name) =>
      JSON.parse(readFileSync(join(copy, '.cache/reached', name), 'utf8')) as Omit<Suite, 'reaches'> & {
        reached: number[];
      },
  );
  return notes.flatMap(({ path, seconds, reached }) =>
    passed.has(path) ? [{ path: relative(copy, path), seconds, reaches: new Set(reached) }] : [],
  );
}

/** The files of tests that reach a fault, in two runs: the quickest, which see most faults, and the others. */
function reaching(
  suites: readonly Suite[],
  fault: number,
  path: string,
  seconds: number,
): readonly (readonly Suite[])[] {
  const beside = path.replace(/^src\/([^/]+)\/.*$/, 'test/$1/');
  const isElsewhere = (suite: Suite): number => (suite.path.startsWith(beside) ? 0 : 1);
  const all = suites
    .filter(({ reaches }) => reaches.has(fault))
    .sort((a, b) => isElsewhere(a) - isElsewhere(b) || a.seconds - b.seconds);
  let taken = 0;
  const runs: [Suite[], Suite[]] = [[], []];
  for (const suite of all) {
    if (taken > 0 && taken + suite.seconds > seconds) continue;
    taken += suite.seconds;
    runs[taken <= seconds / 5 || runs[0].length === 0 ? 0 : 1].push(suite);
  }
  return runs.filter((run) => run.length > 0);
}

/** Whether one of the tests fails with the fault, or does not end. */
function fails(copy: string, fault: number, suites: readonly Suite[]): boolean {
  const patience = 60 + 20 * suites.reduce((sum, { seconds }) => sum + seconds, 0);
  const paths = suites.map((suite) => suite.path);
  return jest(copy, ['--bail', '--runTestsByPath', ...paths], { fault, seconds: patience }) !== 0;
}

/** Runs tests of the copy in one process. Returns how they ended: 0 when all passed. */
function jest(
  copy: string,
  args: readonly string[],
  { fault, seconds = 3600 }: { fault?: number; seconds?: number } = {},
) {
  const command = [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '-c',
    'mutate.config.js',
    '-i',
    '--silent',
  ];
  const env = { ...process.env, ...(fault === undefined ? {} : { NETVET_FAULT: String(fault) }) };
  const options = { cwd: copy, stdio: 'ignore', env, timeout: seconds * 1000, killSignal: 'SIGKILL' } as const;
  return spawnSync(process.execPath, [...command, ...args], options).status;
}

const oneLine = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 60);
