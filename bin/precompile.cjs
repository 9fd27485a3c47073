// Writes the compiled form of the built program: runs a check with it, then keeps what V8 compiled for that.
// Usage: node bin/precompile.cjs PROGRAM KNOWLEDGE
'use strict';
const { readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Writable } = require('node:stream');
const { compiledFile, markOf, run, scriptOf } = require('./load.js');

const [program, knowledgeFile] = process.argv.slice(2);
const root = join(__dirname, '..');
const EXAMPLE = 'data/examples/branch-office.csv';

async function precompile() {
  const text = readFileSync(program, 'latin1');
  const script = scriptOf(program, text, undefined);
  const { main } = run(script);
  const report = join(tmpdir(), `netvet-${process.pid}.ndjson`);
  const code = await main(['check', EXAMPLE, '--as-of', '2026-01-01', '-o', `ndjson=${report}`], io());
  rmSync(report, { force: true });
  if (code > 1) throw new Error(`check ${EXAMPLE} ended with ${code}`);
  const file = compiledFile(program);
  const draft = `${file}.${process.pid}`;
  const compiled = script.createCachedData();
  writeFileSync(draft, Buffer.concat([Buffer.from(markOf(text, compiled), 'latin1'), compiled]));
  renameSync(draft, file);
}

function io() {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return {
    stdin: process.stdin,
    stdout: nowhere(),
    stdoutFile: null,
    stderr: process.stderr,
    env: {},
    cwd: root,
    now: () => new Date(),
    version: '',
    knowledgeFile,
    skimThread: null,
    dataFolder: join(root, 'data/'),
    signal: new AbortController().signal,
    catchSignals: () => undefined,
  };
}

precompile().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
