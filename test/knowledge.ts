import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { restoreKnowledge } from '../src/knowledge/compiled.ts';
import { compileFolder } from '../src/knowledge/folder.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';

/** What the compiled knowledge is made from. */
const SOURCES = ['data', 'src/core', 'src/yaml', 'src/knowledge'];

let file: string | null = null;

/**
 * The compiled file of what the sources of data/ say now, whether or not they were built. It is kept for the next test
 * file and the next run, named by the hash of all that it is made from: half of a whole run was reading YAML.
 */
export function knowledgeFile(): string {
  if (file !== null) return file;
  const folder = join(tmpdir(), `netvet-test-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  file = join(folder, `knowledge-${hashOf(SOURCES)}.json`);
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, compileFolder('data'));
    renameSync(draft, file);
  }
  return file;
}

/** The shipped knowledge. */
export function shipped(): Knowledge {
  const path = knowledgeFile();
  return restoreKnowledge({ path, text: readFileSync(path, 'utf8') });
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(folder, name);
      if (statSync(path).isFile()) hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}
