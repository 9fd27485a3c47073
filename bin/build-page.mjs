// Makes release/netvet.html: netvet in one file that a browser opens from the disk, with all that it knows, and that
// connects to nothing. Usage: npm run build:page
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { write } from './write.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

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
  const policy = [
    "default-src 'none'",
    `script-src ${hash(whole)}`,
    `style-src ${hash(style)}`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types netvet',
  ].join('; ');
  const values = { POLICY: policy, VERSION: version, STYLE: style, SCRIPT: whole };
  const html = read('src/page/page.html')
    .replace(/<(script|style)>\s*(%\w+%)\s*<\/\1>/g, '<$1>$2</$1>')
    .replace(/%(\w+)%/g, (_, name) => values[name]);
  return { html, inputs: [...page.inputs, ...worker.inputs] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { html } = await makePage();
  write(join(root, 'release/netvet.html'), html);
  process.stdout.write(`release/netvet.html: ${Math.round(html.length / 1000)} KB\n`);
}
