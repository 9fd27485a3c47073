import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectCopy } from '../../bin/tools/project-copy.ts';
import { blocksOf, type Block } from './pages.ts';

/** The recipes of CONTRIBUTING: its sections "Add a ...". */
const recipes = readFileSync('CONTRIBUTING.md', 'utf8')
  .split(/^## /m)
  .filter((section) => section.startsWith('Add a'))
  .map((section) => [section.split('\n', 1)[0] ?? '', blocksOf(section)] as const);

function run(cwd: string, commands: string): void {
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', commands], { cwd, encoding: 'utf8' });
  expect(status === 0 ? '' : `${commands}${stdout}${stderr}`).toBe('');
}

/** A block whose first line is a comment that names a path: what stands below it. */
const named = ({ text }: Block): { path: string; body: string } => {
  const [, path = '', body = ''] = /^(?:#|\/\/) (\S+)\n([^]*)$/.exec(text) ?? [];
  return { path, body };
};

/** Puts the lines with `+` behind the lines above them, which must stand once in the file; with none, at its end. */
function addLines(file: string, body: string): void {
  const lines = body.trimEnd().split('\n');
  const of = (some: readonly string[]): string => some.map((line) => `${line.slice(1)}\n`).join('');
  const at = lines.findIndex((line) => line.startsWith('+'));
  const end = lines.findIndex((line, index) => index > at && !line.startsWith('+'));
  const [above, added, below] = [
    lines.slice(0, at),
    lines.slice(at, end === -1 ? undefined : end),
    end === -1 ? [] : lines.slice(end),
  ];
  const text = readFileSync(file, 'utf8');
  const pieces = text.split(of(above) + of(below));
  if (above.length + below.length === 0) writeFileSync(file, text + of(added));
  else {
    expect([file, of(above) + of(below), pieces.length - 1]).toEqual([file, of(above) + of(below), 1]);
    writeFileSync(file, pieces.join(of(above) + of(added) + of(below)));
  }
}

test('there is a recipe for what people add', () => {
  expect(recipes.map(([name]) => name)).toEqual(['Add a word', 'Add a vendor', 'Add a list']);
});

// One after the other in one copy: what a recipe adds must not hinder the next.
const copy = projectCopy();
run(copy, 'npm run --silent build');
test.each(recipes)(
  '%s',
  (_name, blocks) => {
    for (const block of blocks) {
      const { path, body } = named(block);
      if (block.language === 'diff') addLines(join(copy, path), body);
      else if (block.language !== 'sh') writeFileSync(join(copy, path), body);
      else run(copy, block.text);
    }
  },
  600_000,
);
