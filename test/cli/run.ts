import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Io, OutputStream } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import { restoreKnowledge, type Knowledge } from '../../src/knowledge/knowledge.ts';
import type { TextFile } from '../../src/yaml/parse.ts';
import { knowledgeFile } from '../knowledge.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Io['env'];
  /** Columns of the terminal that stdout is; not given: no terminal. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly knowledgeFile?: string;
  readonly sources?: string;
  readonly dataPackage?: string;
  /** What netvet says its own version is. */
  readonly version?: string;
}

/** The day of every run here. */
export const TODAY = '2026-11-24';

/** A new empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'netvet-'));
}

/** What compiled files hold, each restored once for all runs of a test file: half of a short run is nothing else. */
const known = new Map<string, Knowledge>();

function restoreOnce(file: TextFile, again?: string): Knowledge {
  let knowledge = known.get(file.text);
  if (knowledge === undefined) known.set(file.text, (knowledge = restoreKnowledge(file, again)));
  return knowledge;
}

/** Runs netvet in this process. */
export async function netvet(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdout = memory(options.columns);
  const stderr = memory();
  const given = typeof options.stdin === 'string' ? Buffer.from(options.stdin) : Buffer.from(options.stdin ?? []);
  const io: Io = {
    // At a terminal both streams are one, unless something is sent.
    stdin: Object.assign(Readable.from([given]), { isTTY: options.columns !== undefined && given.length === 0 }),
    stdout: stdout.stream,
    stdoutFile: null,
    stderr: stderr.stream,
    env: options.env ?? { LANG: 'C.UTF-8' },
    cwd: options.cwd ?? process.cwd(),
    now: () => new Date(`${TODAY}T12:00:00Z`),
    version: options.version ?? '1.2.3',
    knowledgeFile: options.knowledgeFile ?? knowledgeFile(),
    sources: options.sources ?? null,
    dataPackage: options.dataPackage ?? null,
    dataFolder: resolve('data'),
    readShipped: readFileSync,
    signal: options.signal ?? new AbortController().signal,
    catchSignals: () => undefined,
  };
  const code = await main(args, io, restoreOnce);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** The events of an ndjson result. */
export function events(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function memory(columns?: number): { stream: OutputStream; text: () => string } {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  const stream = columns === undefined ? writable : Object.assign(writable, { isTTY: true, columns });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
