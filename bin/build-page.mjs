// Makes release/netvet.html: netvet in one file that a browser opens from the disk, with all that it knows, and that
// connects to nothing. Usage: npm run build:page
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { filled, policyOf } from './page.mjs';
import { write } from './write.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** A script for browsers, of our sources and packages. */
async function script(entry) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    charset: 'ascii',
    minify: true,
    legalComments: 'eof',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}

/** The page, and the files that it is made of. */
export async function makePage() {
  const { version } = JSON.parse(read('package.json'));
  const [page, worker] = [await script('src/page/page.ts'), await script('src/page/worker.ts')];
  // Nothing in it ends the script or begins a comment of HTML.
  const parts = JSON.stringify({ version, worker: worker.text, knowledge: read('dist/knowledge.json') });
  const whole = `const PARTS=${parts.replaceAll('<', '\\u003c')};${page.text.replaceAll('<!--', '\\x3c!--')}`;
  const style = `${read('src/page/report.css')}${read('src/page/page.css')}`
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\n\s*/g, '\n');
  const policy = policyOf(whole, style, 'worker-src blob:', 'trusted-types netvet');
  const html = filled(read('src/page/page.html'), { POLICY: policy, VERSION: version, STYLE: style, SCRIPT: whole });
  return { html, inputs: [...page.inputs, ...worker.inputs] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { html } = await makePage();
  write(join(root, 'release/netvet.html'), html);
  process.stdout.write(`release/netvet.html: ${Math.round(html.length / 1000)} KB\n`);
}
