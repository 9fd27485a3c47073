import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = resolve(ROOT, 'bin/netvet.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly cwd?: string;
  /** Text for stdin, which then ends; not given: stdin is empty. */
  readonly stdin?: string | Buffer;
}

/** Nothing of the machine the tests run on may change what netvet prints. */
const ENV = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8' };

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'netvet-e2e-'));
}

/** Starts the real binary. */
export function start(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], { cwd, env: ENV, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Runs the real binary to its end. */
export function netvet(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  const child = start(args, options.cwd ?? ROOT);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  return ended(child);
}

/** Runs a line of bash in which `netvet` is the real binary. */
export function bash(line: string, cwd: string): Promise<Ended> {
  const text = `node=$1 bin=$2; netvet() { "$node" "$bin" "$@"; }\n${line}`;
  const args = ['-c', text, 'bash', process.execPath, BIN];
  const child = spawn('bash', args, { cwd, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  return ended(child);
}

export function ended(child: ChildProcess): Promise<Ended> {
  const out = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (out.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (out.stderr += chunk.toString()));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      done({ code, ...out });
    });
  });
}
