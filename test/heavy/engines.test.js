import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, run } from './run.js';

for (const engine of ['parallel', 'slurm', 'dask']) {
  test(`four pieces by ${engine} are the whole`, () => {
    const { code, stdout, stderr } = run('sh', [join(ROOT, `test/heavy/${engine}.sh`)]);
    assert.equal(code, 0, stdout + stderr);
  });
}
