import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../bin/load.mjs';

/** What the compiled knowledge is made from. */
const SOURCES = ['data', 'src/core', 'src/yaml', 'src/words', 'src/knowledge'];
const FOLDER = '.cache/knowledge';
const DAY = 24 * 60 * 60 * 1000;

/**
 * Compiles what data/ says now, built or not, once before all tests: half of a whole run was reading YAML. The file is
 * kept for the next run, named by the hash of all that it is made from. All that the tests put into temporary folders
 * goes into one, which `teardown.mjs` removes.
 */
export default async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'netvet-tests-'));
  // What os.tmpdir() reads, on POSIX and on Windows; the test processes inherit it.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  process.env.NETVET_TEST_FOLDER = folder;
  const file = join(FOLDER, `${hashOf(SOURCES)}.json`);
  if (!existsSync(file)) {
    const { compileFolder } = await load('src/knowledge/data.ts');
    mkdirSync(FOLDER, { recursive: true });
    for (const name of readdirSync(FOLDER)) {
      const old = join(FOLDER, name);
      if (statSync(old).mtimeMs < Date.now() - DAY) rmSync(old);
    }
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, compileFolder('data'));
    renameSync(draft, file);
  }
  process.env.NETVET_TEST_KNOWLEDGE = file;
}

function hashOf(folders) {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(folder, name);
      if (statSync(path).isFile()) hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}
