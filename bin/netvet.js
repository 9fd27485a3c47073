#!/usr/bin/env node
// Plain CommonJS, and nothing loaded before it is needed: it must be able to say that netvet is not built, and that
// netvet has a bug (Node's own exit code for both would be 1, which means "findings"), and an ES module takes 4 ms longer.
'use strict';
const { existsSync, fstatSync, readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');

const BUG = 70;
const OLDEST_NODE = [20, 11];
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const root = join(__dirname, '..');
const program = join(root, 'dist/netvet.cjs');
const knowledgeFile = join(root, 'dist/knowledge.json');

function crash(error) {
  process.exitCode = BUG;
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `${stack}\nnetvet ${version()} on node ${process.version}: this is a bug in netvet, and the result is not to be trusted.\n` +
      'Please report it with the lines above and the command: see "Reporting a bug" in CONTRIBUTING.md.\n',
    // Whatever still waits (a pipe, a file being read) must not keep a broken run alive.
    () => process.exit(BUG),
  );
}

function version() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/** The descriptor of standard output where that is a regular file; null also when it is closed. */
function stdoutFile() {
  try {
    return fstatSync(1).isFile() ? 1 : null;
  } catch {
    return null;
  }
}

/**
 * A signal that nobody catches ends the process at once. One that is caught waits for JavaScript to yield, which a regular
 * expression may not do for minutes: netvet catches them only while there are drafts of reports to remove. Process 1 of a
 * container gets only those that it catches.
 */
function signals() {
  const controller = new AbortController();
  const handlers = Object.entries(SIGNALS).map(([name, code]) => [name, () => controller.abort(code)]);
  function catchSignals(caught) {
    for (const [name, handler] of handlers) {
      process.off(name, handler);
      if (caught || process.pid === 1) process.once(name, handler);
    }
  }
  catchSignals(false);
  return { signal: controller.signal, catchSignals };
}

/** Where the run starts; null when that folder is gone, and relative paths lead nowhere. */
function currentFolder() {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

/**
 * Rows are garbage as soon as they are judged. A young generation that stops growing at 8 MB, instead of 48, holds a
 * million findings in 146 MB instead of 196 and costs 4 % of the time. Node lets the rest grow to four times what lived at
 * the last collection; at 1.75 times, a million rows peak at 100 MB instead of 125, with a list of 20,000 names at 156
 * instead of 203, for 1 to 2 % of the time.
 */
function keepHeapSmall() {
  const { getHeapSpaceStatistics, setFlagsFromString } = require('node:v8');
  const watch = () => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    // Again and again: V8 sets it back to 2 when a thread starts.
    if (young !== undefined && young.space_size >= 8e6) setFlagsFromString('--semi-space-growth-factor=1');
  };
  setFlagsFromString('--heap-growing-percent=75');
  watch();
  setInterval(watch, 20).unref();
}

async function run(cwd) {
  const { main } = require('./load.js').load(program);
  // A small run is over by then. Flags that change sooner would make V8 refuse the compiled form of the program.
  setTimeout(keepHeapSmall, 80).unref();
  const code = await main(process.argv.slice(2), {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    stdoutFile: stdoutFile(),
    get stderr() {
      return process.stderr;
    },
    env: process.env,
    cwd,
    now: () => new Date(),
    version: version(),
    knowledgeFile,
    skimThread: availableParallelism() > 1 ? join(root, 'dist/skim-thread.cjs') : null,
    dataFolder: join(root, 'data/'),
    ...signals(),
  });
  process.exitCode = code;
  // Interrupted, or nobody reads any more: what is still open (a terminal, a pipe) must not keep the process.
  if (code > 128) process.exit(code);
}

/** Older ones are still shipped, and would end in what looks like a bug. */
function isTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

function refuse(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = 2;
}

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
const cwd = currentFolder();
if (isTooOld()) refuse(`netvet needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}`);
else if (!existsSync(program) || !existsSync(knowledgeFile)) refuse('netvet is not built: npm run build');
else if (cwd === null) refuse(`${process.env.PWD ?? '.'}: the current folder no longer exists (change to another)`);
else run(cwd).catch(crash);
