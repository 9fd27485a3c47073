// Puts small faults into the code, one at a time, and lists those that no test sees. Runs the tests of the fault's own
// room (test/judge for src/judge), then, where these pass, all related ones.
// Usage: npm run test:mutate -- PATH ... [--count N] [--seed N]
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
}

/** What a test run may take: a fault that makes the program run for ever is seen. */
const TIMEOUT_MS = 300_000;

const OPPOSITE: Readonly<Record<string, string>> = {
  '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '&&': '||', '||': '&&', '??': '&&',
  '+=': '-=', '-=': '+=', '-': '+', '*': '/',
}; // prettier-ignore

export function main(args: readonly string[]): string {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { count: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
  });
  const files = positionals.flatMap(sourcesOf);
  if (files.length === 0) throw new UserError('usage: npm run test:mutate -- PATH ... [--count N] [--seed N]');
  const all = files.flatMap((path) => mutantsOf(path, readFileSync(path, 'utf8')));
  const chosen = sample(all, Number(values.count), values.seed);
  const copy = projectCopy();
  spawnSync('npm', ['run', '--silent', 'build'], { cwd: copy, stdio: 'inherit' });
  const survivors: string[] = [];
  for (const [index, mutant] of chosen.entries()) {
    const name = `${mutant.path}:${String(mutant.line)}: ${oneLine(mutant.was)} -> ${oneLine(mutant.now)}`;
    const survives = !isSeen(copy, mutant);
    process.stderr.write(`${String(index + 1)}/${String(chosen.length)} ${survives ? 'SURVIVES' : 'seen'} ${name}\n`);
    if (survives) survivors.push(name);
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
  const replace = (node: ts.Node, now: string): void => {
    const from = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(from).line + 1;
    mutants.push({ path, line, from, to: node.end, was: text.slice(from, node.end), now });
  };
  const visit = (node: ts.Node): void => {
    // Types and what a module imports decide nothing.
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const now = OPPOSITE[node.operatorToken.getText(source)];
      if (now !== undefined) replace(node.operatorToken, now);
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, node.operand.getText(source));
    } else if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
    else if (ts.isNumericLiteral(node) && /^\d+$/.test(node.text)) replace(node, String(Number(node.text) + 1));
    else if (ts.isConditionalExpression(node)) {
      const [yes, no] = [node.whenTrue.getText(source), node.whenFalse.getText(source)];
      replace(node, `${node.condition.getText(source)} ? (${no}) : (${yes})`);
    } else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) replace(node, ';');
    else if (ts.isIfStatement(node)) replace(node.expression, `!(${node.expression.getText(source)})`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

/** As many of them as asked for, the same for the same seed. */
function sample(all: readonly Mutant[], count: number, seed: string): readonly Mutant[] {
  const order = new Map(all.map((one) => [one, hashOf(`${seed} ${one.path} ${String(one.from)} ${one.now}`)]));
  return [...all].sort((a, b) => ((order.get(a) ?? '') < (order.get(b) ?? '') ? -1 : 1)).slice(0, count);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a test fails with a fault. */
function isSeen(copy: string, { path, from, to, now }: Mutant): boolean {
  const text = readFileSync(path, 'utf8');
  writeFileSync(join(copy, path), text.slice(0, from) + now + text.slice(to));
  const beside = path.replace(/^src\/([^/]+)\/.*$/, 'test/$1');
  const runs = [[beside], ['--config', 'test/everyday.js', '--findRelatedTests', path]];
  const fails = runs.some((which) => {
    const run = spawnSync('npm', ['run', '--silent', 'jest', '--', '--bail', '--silent', ...which], {
      cwd: copy,
      stdio: 'ignore',
      timeout: TIMEOUT_MS,
    });
    return run.status !== 0;
  });
  writeFileSync(join(copy, path), text);
  return fails;
}

const oneLine = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 60);
