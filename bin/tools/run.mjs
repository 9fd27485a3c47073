// Runs a tool for those who keep lists and vendors: node bin/tools/run.mjs NAME [ARGUMENT ...]
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '../load.mjs';

const [name = '', ...args] = process.argv.slice(2);
const path = `bin/tools/${name}.ts`;
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
if (!existsSync(path)) throw new Error(`there is no ${path}`);
const { main } = await load(path);
try {
  process.stdout.write(`${await main(args)}\n`);
} catch (error) {
  if (error?.name !== 'UserError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
