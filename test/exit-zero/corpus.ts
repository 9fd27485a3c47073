import { readFileSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import type { Ran } from '../cli/run.ts';

const FIXTURES = 'test/fixtures/exit-zero';

/** A text, and the exit codes that it may end with. */
export interface Case {
  readonly name: string;
  readonly codes: readonly number[];
  readonly text: string;
}

/** The texts of a fixture, each below `=== name [codes]`. */
export function casesOf(fixture: string): readonly Case[] {
  const [, ...parts] = readFileSync(join(FIXTURES, fixture), 'utf8').split(/^=== /m);
  return parts.map((part) => {
    const [head = '', ...lines] = part.split('\n');
    const [, name = '', codes = ''] = /^(.*) \[([\d ]+)\]$/.exec(head) ?? [];
    return { name, codes: codes.split(' ').map(Number), text: lines.join('\n') };
  });
}

/** The lines of a fixture, as columns; lines that begin with `# ` say what follows. */
export function linesOf(fixture: string): readonly (readonly string[])[] {
  const lines = readFileSync(join(FIXTURES, fixture), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('# ')).map((line) => line.split('\t'));
}

/** Writes files into a new folder. */
export function folderOf(files: Iterable<readonly [name: string, content: string | Uint8Array]>): string {
  const folder = emptyFolder();
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  return folder;
}

/** Formats that `check -o` writes, besides `flagged`, which is the user's own file. */
const FORMATS = ['text', 'json', 'ndjson', 'csv', 'sarif', 'junit', 'github', 'markdown', 'gitlab', 'html'] as const;

/** One run over a folder, and all that it wrote in each format, by name; `-v` text and stderr with it. */
export async function everyFormat(folder: string, ...options: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const out = emptyFolder();
  mkdirSync(join(out, 'reports'));
  const outputs = FORMATS.flatMap((format) => ['-o', `${format}=${out}/reports/${format}`]);
  const { stdout, stderr } = await netvet(['check', '.', '-v', ...outputs, ...options], { cwd: folder });
  const written = readdirSync(join(out, 'reports')).map(
    (name) => [name, readFileSync(join(out, 'reports', name), 'utf8')] as const,
  );
  return new Map([...written, ['-v', stdout], ['stderr', stderr]]);
}

/** What of a result the tests here look at. */
export interface Found {
  readonly source: string;
  readonly row: number;
  readonly vendor: string | null;
  readonly confidence: string;
  readonly status: string;
  readonly fails: boolean;
  readonly seen: readonly string[];
}

/** The findings of an ndjson result. */
export function findingsOf(ndjson: string): readonly Found[] {
  return events(ndjson)
    .filter(({ type }) => type === 'finding')
    .map((event) => {
      const { source, row, vendor, confidence, status, fails, evidence } = event as unknown as Omit<
        Found,
        'vendor' | 'fails' | 'seen'
      > & { vendor: { id: string } | null; fails?: boolean; evidence: readonly { seen: string }[] };
      const decided = fails ?? (status === 'banned' && confidence !== 'possible');
      const seen = evidence.map((one) => one.seen);
      return {
        source: source.replace(/^\.\//, ''),
        row,
        vendor: vendor?.id ?? null,
        confidence,
        status,
        fails: decided,
        seen,
      };
    });
}

/** Runs `check` on one text as standard input. */
export function checkText(text: string | Buffer, ...options: readonly string[]): Promise<Ran> {
  return netvet(['check', '-', ...options], { stdin: text as string });
}
