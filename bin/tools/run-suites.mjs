// Runs files of tests that `mutate` has bundled, in this one process, until a test fails: a context and a module loader
// for each file, which jest makes, is most of what a small file of tests costs.
// Usage: node run-suites.mjs GLOBALS FILE ..., in the copy of `mutate`; exits with 1 at the first test that fails.
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addEventHandler, getState, resetState, run } from 'jest-circus';
import { expect } from 'expect';
import { SnapshotState, toMatchSnapshot } from 'jest-snapshot';

const [globals, ...paths] = process.argv.slice(2);
Object.assign(globalThis, JSON.parse(globals));
const awake = Number(process.env.NETVET_FAULT ?? -1);
const reached = new Set();
globalThis.netvetFault = (number) => {
  reached.add(number);
  return number === awake;
};

/** What `mutate` reads: a line of JSON. */
const note = (line) => writeSync(1, `${JSON.stringify(line)}\n`);

function fail(what) {
  note({ failed: what });
  process.exit(1);
}

expect.extend({ toMatchSnapshot });
addEventHandler((event) => {
  if (event.name === 'test_start') expect.setState({ currentTestName: nameOf(event.test) });
  if (event.name === 'test_done' && event.test.errors.length > 0) fail(nameOf(event.test));
});
const nameOf = (test) => (test.parent === undefined ? '' : `${nameOf(test.parent)} ${test.name}`.trim());

for (const path of paths) {
  note({ begins: path });
  const begun = process.cpuUsage();
  resetState();
  getState().testTimeout = 60_000;
  const [testPath, snapshotPath] = [
    resolve(path),
    resolve(path, '..', '__snapshots__', `${path.split('/').at(-1)}.snap`),
  ];
  const snapshotFormat = { escapeString: false, printBasicPrototype: false };
  const options = { rootDir: process.cwd(), updateSnapshot: 'none', expand: false, snapshotFormat, prettierPath: null };
  expect.setState({ testPath, snapshotState: new SnapshotState(snapshotPath, options) });
  try {
    await import(pathToFileURL(resolve('.cache/mutate', path.replace(/\.ts$/, '.mjs'))).href);
    const { unhandledErrors } = await run();
    if (unhandledErrors.length > 0) fail(unhandledErrors[0]);
  } catch (error) {
    fail(String(error));
  }
  const { user, system } = process.cpuUsage(begun);
  note({ ends: path, seconds: (user + system) / 1_000_000, reached: [...reached] });
}
process.exit(0);
