import { Words } from '../src/core/words/words.ts';
import { readDataFolder } from '../src/knowledge/folder.ts';
import { compileWords } from '../src/knowledge/words/compile-words.ts';
import { readWords } from '../src/knowledge/words/read-words.ts';
import { Reading } from '../src/yaml/read.ts';

/** The shipped words. */
export const words = new Words(compileWords(readWords(readDataFolder('data').words, new Reading())));
