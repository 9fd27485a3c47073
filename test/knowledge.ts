import { readFileSync } from 'node:fs';
import { restoreKnowledge, type Knowledge } from '../src/knowledge/knowledge.ts';

/** The compiled file of what the sources of data/ say now, made before all tests by `setup.mjs`. */
export function knowledgeFile(): string {
  const file = process.env['NETVET_TEST_KNOWLEDGE'];
  if (file === undefined) throw new Error('the tests run by npm run jest, which compiles data/ first');
  return file;
}

/** The shipped knowledge. */
export function shipped(): Knowledge {
  const path = knowledgeFile();
  return restoreKnowledge({ path, text: readFileSync(path, 'utf8') });
}
