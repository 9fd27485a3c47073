// Makes one file of the program: 150 modules loaded one by one take 60 ms more than one that holds them all.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { write } from './write.mjs';

const PROGRAM = 'dist/netvet.cjs';
/** The program of the second thread. */
const SKIM_THREAD = 'dist/skim-thread.cjs';
const LICENSES = 'dist/LICENSES.txt';
const TOOLS = ['src/knowledge/folder.ts', 'src/tools/update-mac.ts', 'src/tools/update-look-alikes.ts'];

/** What stays a package: only workbooks and XML need them. */
const EXTERNAL = ['saxes', 'yauzl'];

/** Large packages that most runs do without, each a file of its own: read with the program they would cost 2 ms. */
const APART = { yaml: 'dist/yaml.cjs', 'csv-parse/sync': 'dist/csv-parse.cjs' };

const SHARED = {
  absWorkingDir: join(dirname(fileURLToPath(import.meta.url)), '..'),
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20.11',
  logLevel: 'warning',
};

/** Writes the program, the licences of the packages in it, and the tools. Returns the paths of all of them; throws when it has said what is wrong. */
export async function bundle() {
  const part = {
    ...SHARED,
    format: 'cjs',
    charset: 'ascii',
    // A script that is run from its compiled form can load, not import.
    supported: { 'dynamic-import': false },
    external: EXTERNAL,
    legalComments: 'none',
    metafile: true,
  };
  const [program, tools, ...apart] = await Promise.all([
    build({
      ...part,
      entryPoints: ['src/cli/main.ts'],
      outfile: PROGRAM,
      plugins: [standIns, apartFromProgram, workedOut],
    }),
    build({
      ...SHARED,
      entryPoints: TOOLS.filter((path) => existsSync(path)),
      outdir: 'dist/tools',
      entryNames: '[name]',
      format: 'esm',
      packages: 'external',
    }),
    build({ ...part, entryPoints: ['src/app/skim-thread.ts'], outfile: SKIM_THREAD }),
    ...Object.entries(APART).map(([name, outfile]) => build({ ...part, entryPoints: [name], outfile })),
  ]);
  const text = asciiOnly(program.outputFiles[0].text);
  write(PROGRAM, `// ${createHash('sha256').update(text).digest('hex')}\n${text}`);
  write(LICENSES, licenses([program, ...apart]));
  const others = [tools, ...apart].flatMap(({ outputFiles }) => outputFiles);
  for (const { path, contents } of others) write(path, contents);
  return [PROGRAM, LICENSES, ...others.map(({ path }) => path)].map((path) => resolve(path));
}

/**
 * Writes what V8 made of the program and of the functions that a check runs, for a V8 like this one to start with. For
 * any other it is no use and no harm. In a process of its own, whose flags and garbage are those of a run.
 */
export function precompile(knowledge) {
  const script = fileURLToPath(new URL('precompile.cjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, resolve(PROGRAM), resolve(knowledge)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${PROGRAM} does not run: ${stderr}`);
}

/**
 * What packages load and netvet never uses. Commander can start commands that are programs of their own; netvet has none,
 * and what starts them takes 3 ms to load. Chalk asks whether there is a terminal; netvet tells it how many colours.
 */
const STAND_INS = {
  'node:child_process': 'module.exports = {};',
  'node:tty': 'module.exports = { isatty: () => false };',
};

const standIns = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, importer }) =>
      path in STAND_INS && importer.includes('node_modules') ? { path, namespace: 'stand-in' } : undefined,
    );
    onLoad({ filter: /^/, namespace: 'stand-in' }, ({ path }) => ({ contents: STAND_INS[path] }));
  },
};

/** The path is the same seen from bin/, where the program is run, and from dist/, where it stands. */
const apartFromProgram = {
  name: 'apart-from-program',
  setup({ onResolve }) {
    onResolve({ filter: /^/ }, ({ path }) =>
      path in APART ? { path: `../${APART[path]}`, external: true } : undefined,
    );
  },
};

/** What a module of that name exports hangs on nothing but its sources, and goes into the program as JSON. */
const workedOut = {
  name: 'worked-out',
  setup({ onLoad }) {
    onLoad({ filter: /\.data\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({ ...SHARED, entryPoints: [path], format: 'esm' });
      const values = await import(
        `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
      );
      const exports = Object.entries(values).map(
        ([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`,
      );
      return { contents: exports.join('\n') };
    });
  },
};

/** Letters of regular expressions as escapes; esbuild writes those of strings so. ASCII is read without being decoded. */
function asciiOnly(text) {
  if (/String\.raw`[^`]*[^\x00-\x7f]/.test(text))
    throw new Error('what String.raw holds cannot be written with escapes');
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The licences of all packages that are part of the program. */
function licenses(parts) {
  const inputs = parts.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be a part of ${PROGRAM}`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return `netvet holds these packages, each under its own licence:\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
