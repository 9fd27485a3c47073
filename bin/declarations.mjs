// The types of the library: the declarations of its module and of all that those name, in dist/types/.
import { readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { tsc } from './tsc.mjs';
import { write } from './write.mjs';

const OUT = 'dist/types';
const LIBRARY = 'src/api/types.ts';
const ERRORS = 'src/core/errors.ts';
/** Rooms whose words a program reads: the others are named by them. */
const COMMENTED = /src\/(?:api|core)\//;

/** What a program imports. */
const NAMES = `import type { Library } from './types/api/types.js';

export declare const check: Library['check'];
export declare const report: Library['report'];
export declare const explain: Library['explain'];
export declare const lists: Library['lists'];
export declare const vendors: Library['vendors'];
export { UserError } from './types/core/errors.js';
export type {
  CheckRequest,
  CheckResult,
  CheckRun,
  ExplainRequest,
  Explanation,
  Input,
  ReportRequest,
} from './types/api/types.js';
export type { ResultEvent } from './types/core/events.js';
`;

/** Writes the declarations and returns their paths. Throws when TypeScript has said why it cannot. */
export async function writeDeclarations() {
  const made = `.cache/types.${process.pid}`;
  try {
    if (!(await tsc('tsconfig.library.json', '--outDir', made))) throw new Error('the library has no declarations');
    return writeThoseOf(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Those that the library names, of a folder with those of all that it imports. */
function writeThoseOf(made) {
  const written = new Map();
  const needed = new Set([LIBRARY, ERRORS]);
  for (const path of needed) {
    const name = path.replace(/^src\//, '').replace(/\.ts$/, '.d.ts');
    const text = readFileSync(join(made, name), 'utf8');
    for (const [, asked] of text.matchAll(/(?:from |import\()['"](\.[^'"]+\.ts)['"]/g))
      needed.add(posix.join(posix.dirname(path), asked));
    const said = COMMENTED.test(path) ? text : text.replace(/^ *\/\*\*[^]*?\*\/\n/gm, '');
    written.set(`${OUT}/${name}`, said.replace(/((?:from |import\()['"]\.[^'"]+)\.ts(?=['"])/g, '$1.js'));
  }
  for (const [path, text] of written) write(path, text);
  // Read as CommonJS, so that programs of both kinds can name the types.
  write(`${OUT}/package.json`, '{ "type": "commonjs" }\n');
  for (const ending of ['mts', 'cts']) write(`dist/library.d.${ending}`, NAMES);
  return [...written.keys(), `${OUT}/package.json`, 'dist/library.d.mts', 'dist/library.d.cts'];
}
