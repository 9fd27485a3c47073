// Runs a tool for those who keep lists and vendors: node bin/tools/run.mjs NAME [ARGUMENT ...]
// With --help it prints what the tool says of itself: the comment at its top.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '../load.mjs';

const [name = '', ...args] = process.argv.slice(2);
const path = `bin/tools/${name}.ts`;
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
if (!existsSync(path)) throw new Error(`there is no ${path}`);
const about = () =>
  /^(?:\/\/.*\n)*/
    .exec(readFileSync(path, 'utf8'))[0]
    .replace(/^\/\/ ?/gm, '')
    .trimEnd();
try {
  const run = async () => (await load(path)).main(args);
  process.stdout.write(`${args.includes('--help') ? about() : await run()}\n`);
} catch (error) {
  if (error?.name !== 'UserError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
