import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from './run.ts';

const INVENTORY =
  'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nCisco,C9300,C1\nZTE,MF286D,Z1\nCisco,"C9300,C2\nAruba,6300M,A1\n';

let cwd = '';
let whole = '';

beforeAll(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'site.csv'), INVENTORY);
  whole = (await netvet(['check', 'site.csv', '-f', 'ndjson'], { cwd })).stdout;
});

type Lines = readonly string[];

/** Lines of a type, by their place among them. */
const at = (lines: Lines, type: string, place = 0) =>
  lines.findIndex(
    (line, index) =>
      line.startsWith(`{"type":"${type}"`) &&
      lines.slice(0, index).filter((one) => one.startsWith(`{"type":"${type}"`)).length === place,
  );
const without =
  (type: string, place = 0) =>
  (lines: Lines) =>
    lines.toSpliced(at(lines, type, place), 1);
const doubled = (type: string) => (lines: Lines) => lines.toSpliced(at(lines, type), 0, lines[at(lines, type)] ?? '');
const changed = (type: string, from: string | RegExp, to: string) => (lines: Lines) => {
  const index = at(lines, type);
  const line = (lines[index] ?? '').replace(from, to);
  expect(line).not.toBe(lines[index]);
  return lines.with(index, line);
};

const DAMAGES: readonly (readonly [what: string, damage: (lines: Lines) => Lines])[] = [
  ['without any finding', (lines) => lines.filter((line) => !line.includes('"type":"finding"'))],
  ['without its first finding', without('finding')],
  ['without its last finding', without('finding', 1)],
  ['with a finding twice', doubled('finding')],
  ['without its problem', without('problem')],
  ['with a problem twice', doubled('problem')],
  ['without its run', without('run')],
  ['without its input', without('input')],
  ['without a designation', without('designation')],
  ['without its summary', without('summary')],
  ['with its summary twice', doubled('summary')],
  ['that goes on after its summary', (lines) => [...lines, lines[at(lines, 'finding')] ?? '']],
  ['cut within a line', (lines) => lines.with(-1, (lines.at(-1) ?? '').slice(0, -40))],
  ['cut within a finding', (lines) => lines.with(at(lines, 'finding'), '{"type":"finding","id":')],
  ['with a line of another kind', (lines) => lines.with(at(lines, 'finding'), '{"type":"note"}')],
  ['with a status that there is not', changed('finding', '"status":"banned"', '"status":"bannd"')],
  ['with another status', changed('finding', /"status":"banned"/, '"status":"listed"')],
  ['with another confidence', changed('finding', /"confidence":"confirmed"/, '"confidence":"possible"')],
  ['with a finding that neither fails nor does not', changed('finding', /"fails":true/, '"fails":null')],
  ['with a finding without designations', changed('finding', /"designations":\[.*?\],"evidence"/, '"designations":[],"evidence"')],
  ['with a problem that became a warning', changed('problem', '"severity":"error"', '"severity":"warning"')],
  ['with fewer findings in its summary', changed('summary', /"banned":\d+/, '"banned":1')],
  ['with a summary without its exit code', changed('summary', /"exit":\{"code":1/, '"exit":{"code":null')],
  ['with a summary without rows', changed('summary', /"rows":\d+/, '"rows":null')],
  ['with a summary without assets', changed('summary', /"judged":(\d+),"found":\d+/, '"judged":$1,"found":null')],
  ['with an option that there is not', changed('run', '"options":{}', '"options":{"fail-on":"certain"}')],
  ['of another version', changed('run', '"schemaVersion":1', '"schemaVersion":9')],
]; // prettier-ignore

describe('a damaged result is refused', () => {
  test('the whole one is not', async () => {
    writeFileSync(join(cwd, 'whole.ndjson'), whole);
    expect(await netvet(['report', 'whole.ndjson', '-q'], { cwd })).toMatchObject({ code: 1, stderr: '' });
  });

  test.each(DAMAGES)('%s', async (_, damage) => {
    const text = `${damage(whole.trimEnd().split('\n')).join('\n')}\n`;
    const told = await netvet(['report', '-', '-q'], { cwd, stdin: text });
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(/^error: -/);
    writeFileSync(join(cwd, 'damaged.ndjson'), text);
    const compared = await netvet(['check', 'site.csv', '-q', '--baseline', 'damaged.ndjson'], { cwd });
    // As a baseline it is not asked what failed then.
    if (!text.includes('"fail-on"')) expect(compared.code).toBe(2);
  });

  test('a document is held to its summary too', async () => {
    const { stdout } = await netvet(['check', 'site.csv', '-f', 'json'], { cwd });
    const document = JSON.parse(stdout) as { findings: unknown[]; problems: unknown[] };
    for (const key of ['findings', 'problems'] as const) {
      const text = JSON.stringify({ ...document, [key]: document[key].slice(1) });
      const { code, stderr } = await netvet(['report', '-', '-q'], { cwd, stdin: text });
      expect(code).toBe(2);
      expect(stderr).toContain('is a damaged result: its summary counts');
    }
  });
});
