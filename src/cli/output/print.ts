import { Option, type Command } from 'commander';
import { jsonText, logText, visible } from '../../report/escape.ts';
import { displayWidth, pad, wrap } from '../../report/width.ts';
import type { Context } from '../context.ts';
import { oneOf } from '../options.ts';
import { withData } from '../settings.ts';

/** The width where there is no terminal. */
export const PLAIN_WIDTH = 100;
const GAP = '  ';
/** Below the width NARROW, rows are paragraphs if fewer than LEAST characters are left for the last column. */
const NARROW = 80;
const LEAST = 20;

/** `--format text|json` of the commands that answer a question. */
export function formatOption(): Option {
  return oneOf(new Option('-f, --format <TEXT|JSON>', 'text or json'), ['text', 'json']).default('text');
}

type Lines<T> = (value: T, width: number) => readonly string[];
type Ask<T> = (...args: never[]) => Promise<T>;

/** Makes a command answer with what `ask` returns, by the data that `--data` names. */
export function answering<T>(command: Command, context: Context, ask: Ask<T>, lines: Lines<T>): void {
  withData(command, context)
    .addOption(formatOption())
    .action(async (...args) => {
      await answer(command, context, await ask(...(args as never[])), lines);
    });
}

/** Writes an answer as one JSON document, or as the lines that `lines` makes of it. */
export async function answer<T>(command: Command, context: Context, value: T, lines: Lines<T>): Promise<void> {
  const { stdout } = context.io;
  const width = stdout.isTTY === true ? Math.max(40, stdout.columns ?? 80) : PLAIN_WIDTH;
  if (command.opts<{ format?: string }>().format !== 'json') await printLines(context, lines(value, width));
  else await context.stdout.write(`${jsonText(value)}\n`);
}

/** Writes lines for people, control characters in them made visible. */
export async function printLines({ stdout }: Context, lines: readonly string[]): Promise<void> {
  await stdout.write(lines.map((line) => `${logText(visible(line))}\n`).join(''));
}

/** Rows in aligned columns; the last one wraps under itself. In a narrow terminal without room for it, paragraphs. */
export function table(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.slice(0, -1).entries())
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
  const indent = widths.reduce((sum, ofColumn) => sum + ofColumn + GAP.length, 0);
  if (width < NARROW && width - indent < LEAST)
    return rows.flatMap((row) =>
      wrap(row.filter(Boolean).join('; '), width - GAP.length).map((line, at) => (at === 0 ? line : GAP + line)),
    );
  return rows.flatMap((row) => {
    const start = row
      .slice(0, -1)
      .map((cell, index) => pad(cell, widths[index] ?? 0) + GAP)
      .join('');
    const [first = '', ...more] = wrap(row.at(-1) ?? '', Math.max(LEAST, width - indent));
    return [`${start}${first}`.trimEnd(), ...more.map((line) => ' '.repeat(indent) + line)];
  });
}

/** `label  text`, each text wrapped under itself; entries without a text are left out. */
export function facts(entries: readonly (readonly [label: string, text: string | null])[], width: number) {
  const rows = entries.flatMap(([label, text]) => (text === null || text === '' ? [] : [[label, text]]));
  return table(rows, width);
}

/** A table that belongs to the line above it. */
export function tableBelow(rows: readonly (readonly string[])[], width: number): readonly string[] {
  return indented(table(rows, width - 2));
}

/** Lines two columns further in: what belongs to the line above them. */
export const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** Lines under a title, behind an empty line; none without lines. */
export const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...indented(lines)];
