// The built command line in this process, where what is asked is what it says: a start of its own takes it 0.3 s.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';

const ROOT = resolve(import.meta.dirname, '../..');
const { main } = createRequire(import.meta.url)('../../dist/netvet.cjs');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Runs netvet in a folder: its exit code, and what it wrote. */
export async function typed(cwd, ...args) {
  const [stdout, stderr] = [written(), written()];
  const status = await main(args, {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stdoutFile: null,
    stderr: stderr.stream,
    env: process.env,
    cwd,
    now: () => new Date(),
    version,
    knowledgeFile: join(ROOT, 'dist/knowledge.json'),
    sources: null,
    dataPackage: null,
    dataFolder: join(ROOT, 'data/'),
    readShipped: readFileSync,
    signal: new AbortController().signal,
    catchSignals: () => undefined,
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function written() {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
