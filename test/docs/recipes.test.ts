import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectCopy } from '../../bin/tools/project-copy.ts';
import { blocksOf, type Block } from './pages.ts';

/** Few seeds: this checks that each recipe works to its end, and the suites run all of their seeds themselves. */
const env = { ...process.env, NETVET_PROPERTY_RUNS: '5' };

function run(cwd: string, commands: string): void {
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', commands], { cwd, env, encoding: 'utf8' });
  expect(status === 0 ? '' : `${commands}${stdout}${stderr}`).toBe('');
}

/** A block whose first line is a comment that names a path: what stands below it. */
const named = ({ text }: Block): { path: string; body: string } => {
  const [, path = '', body = ''] = /^(?:#|\/\/) (\S+)\n([^]*)$/.exec(text) ?? [];
  return { path, body };
};

/** Applies a diff to a file, which must hold its context once; a diff of added lines alone is appended. */
function apply(file: string, difference: string): void {
  const lines = difference.trimEnd().split('\n');
  const without = (sign: string): string =>
    lines.flatMap((line) => (line.startsWith(sign) ? [] : [`${line.slice(1)}\n`])).join('');
  const [before, after] = [without('+'), without('-')];
  const text = readFileSync(file, 'utf8');
  const pieces = before === '' ? [text, ''] : text.split(before);
  expect([file, before, pieces.length - 1]).toEqual([file, before, 1]);
  writeFileSync(file, pieces.join(after));
}

/** The pages with recipes, their sections "Add a ...", and what people look for there. */
const PAGES = [
  ['CONTRIBUTING.md', ['word', 'vendor', 'list']],
  ['docs/inside.md', ['input format', 'report format', 'kind of evidence', 'option']],
] as const;

// One after the other in one copy: what a recipe adds must not hinder the next.
const copy = projectCopy();

describe.each(PAGES)('%s', (page, things) => {
  const recipes = readFileSync(page, 'utf8')
    .split(/^## /m)
    .filter((section) => /^Add an? /.test(section))
    .map((section) => [section.split('\n', 1)[0] ?? '', blocksOf(section)] as const);

  test('there is a recipe for what people add', () => {
    expect(recipes.map(([name]) => name.replace(/^Add an? /, ''))).toEqual(things);
  });

  test.each(recipes)(
    '%s',
    (_name, blocks) => {
      for (const block of blocks) {
        const { path, body } = named(block);
        if (block.language === 'diff') apply(join(copy, path), body);
        else if (block.language !== 'sh') writeFileSync(join(copy, path), body);
        else run(copy, block.text);
      }
    },
    600_000,
  );
});
