// Reports for spreadsheets, opened by LibreOffice: what it reads is what netvet wrote.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DAY, EXAMPLE, needs, netvet, newFolder, run } from './run.js';

for (const format of ['csv', 'xlsx'])
  test(`${format} is read by LibreOffice`, () => {
    needs('soffice');
    const cwd = newFolder();
    const { code: written } = netvet(['check', EXAMPLE, '-q', '-o', `${format}=report.${format}`, ...DAY], { cwd });
    assert.equal(written, 1);
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
    const home = `-env:UserInstallation=file://${cwd}/office`;
    const args = [home, '--headless', '--convert-to', filter, '--outdir', 'read', `report.${format}`];
    const { code, stderr } = run('soffice', args, { cwd, timeout: 120_000 });
    assert.equal(code, 0, stderr);
    const text = readdirSync(join(cwd, 'read')).map((name) => readFileSync(join(cwd, 'read', name), 'utf8')).join('\n');
    for (const word of ['Huawei', 'Dahua', 'cam-yard-04', 'us-fcc-covered']) assert.ok(text.includes(word), word);
    // No cell is a formula, and none came to an error.
    assert.doesNotMatch(text, /#NAME\?|#REF!|#VALUE!|Err:\d/);
  }); // prettier-ignore
