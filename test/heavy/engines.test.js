import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, run } from './run.js';

/** What a script ends with whose programs are not installed. */
const NOT_INSTALLED = 77;

for (const engine of ['parallel', 'slurm', 'dask']) {
  test(`four parts by ${engine} are the whole`, (context) => {
    const { code, stdout, stderr } = run('sh', [join(ROOT, `test/heavy/${engine}.sh`)]);
    if (code === NOT_INSTALLED) context.skip(stdout.trim());
    else assert.equal(code, 0, stdout + stderr);
  });
}
