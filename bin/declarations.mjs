// The types of the library: the declarations of its module and of all that those name, in dist/types/.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { write } from './write.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
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

/** Writes the declarations and returns their paths. `program`: of which the types were checked. */
export function writeDeclarations(program) {
  const options = { ...program.getCompilerOptions(), noEmit: false, incremental: false, tsBuildInfoFile: undefined };
  const declaring = { ...options, declaration: true, emitDeclarationOnly: true, removeComments: false };
  const again = ts.createProgram([LIBRARY, ERRORS], declaring, undefined, program);
  const written = new Map();
  const needed = new Set([resolve(LIBRARY), resolve(ERRORS)]);
  for (const path of needed) {
    again.emit(
      again.getSourceFile(path),
      (_, text) => {
        for (const [, name] of text.matchAll(/(?:from |import\()['"](\.[^'"]+\.ts)['"]/g))
          needed.add(resolve(dirname(path), name));
        const to = path.replace(join(root, 'src'), OUT).replace(/\.ts$/, '.d.ts');
        const said = COMMENTED.test(path) ? text : text.replace(/^ *\/\*\*[^]*?\*\/\n/gm, '');
        written.set(to, said.replace(/((?:from |import\()['"]\.[^'"]+)\.ts(?=['"])/g, '$1.js'));
      },
      undefined,
      true,
    );
  }
  for (const [path, text] of written) write(path, text);
  // Read as CommonJS, so that programs of both kinds can name the types.
  write(`${OUT}/package.json`, '{ "type": "commonjs" }\n');
  for (const ending of ['mts', 'cts']) write(`dist/library.d.${ending}`, NAMES);
  return [...written.keys(), `${OUT}/package.json`, 'dist/library.d.mts', 'dist/library.d.cts'];
}
