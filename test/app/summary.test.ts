import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { assumedIn } from '../../src/app/attention.ts';
import { Law } from '../../src/waivers/baseline.ts';
import type { DesignationEvent, SummaryEvent } from '../../src/core/events.ts';
import { designation } from '../designation.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
const HEADER = 'Manufacturer,Model,Serial,Site\n';
const CISCO = 'Cisco,C9300,C1,North\n';

/** The last event of a check of these rows. */
async function summaryOf(rows: string, ...args: readonly string[]): Promise<SummaryEvent> {
  writeFileSync(join(cwd, 'site.csv'), HEADER + rows);
  const { stdout } = await netvet(['check', 'site.csv', '-f', 'ndjson', ...args], { cwd });
  return events(stdout).at(-1) as unknown as SummaryEvent;
}

describe('vendors that only lists which were not asked name', () => {
  const QUECTEL = 'Quectel,EC25,Q1,North\nQuectel,EC25,Q2,North\n';

  test('are told with their rows where the lists that were asked found nothing', async () => {
    const { elsewhere, exit } = await summaryOf(CISCO + QUECTEL);
    expect(elsewhere).toContainEqual({ list: 'DoD 1260H', vendor: 'Quectel', rows: 2 });
    expect(exit.code).toBe(0);
  });

  test.each([
    ['before them', `ZTE,MF286D,Z1,North\n${QUECTEL}`],
    ['after them', `${QUECTEL}ZTE,MF286D,Z1,North\n`],
  ])('are not where something was found %s', async (_, rows) => {
    expect((await summaryOf(rows)).elsewhere).toEqual([]);
  });

  test('are shown by the name of the affiliate where the list names it alone', async () => {
    const { elsewhere } = await summaryOf('Aisino,V37,A1,North\n');
    expect(elsewhere).toContainEqual({ list: 'DoD 1260H', vendor: 'Aisino', rows: 1 });
  });

  test('are not where their list was asked', async () => {
    expect((await summaryOf(QUECTEL, '-l', 'us-dod-1260h')).elsewhere).toEqual([]);
  });
});

describe('a list by which nothing can fail', () => {
  test.each([
    ['one that ended', 'until: 2026-11-23', 1],
    ['one on its last day', 'until: 2026-11-24', undefined],
    ['one that ends later', 'until: 2027-01-01', undefined],
    ['one without an end', 'reason: r', undefined],
  ])('%s', async (_, key, count) => {
    writeFileSync(join(cwd, 'own.yaml'), `id: own\ntitle: Own\nentries:\n  - {vendor: huawei, ${key}}\n`);
    expect((await summaryOf(CISCO, '-l', 'own.yaml')).attention['list-empty']).toBe(count);
  });

  test('one that forbids nothing, unless another list of the run forbids something', async () => {
    expect((await summaryOf(CISCO, '-l', 'eu-toolbox')).attention['list-empty']).toBe(1);
    expect((await summaryOf(CISCO, '-l', 'eu-toolbox', '-l', 'us-ndaa-889')).attention['list-empty']).toBeUndefined();
  });
});

test('assets are counted once by input and site, however often they stand there', async () => {
  const rows =
    'Huawei,S5720,H1,North\nHuawei,S5720,H1,North\nLTS,NVR4216,S1,South\nLTS,NVR4216,S1,South\nZTE,MF286D,Z1,South\n';
  const { assets, attention, inputs, sites } = await summaryOf(CISCO + rows);
  const { found, failing } = assets;
  expect(inputs.map((input) => [input.rows, input.judged, input.found, input.failing])).toEqual([
    [6, 6, found, failing],
  ]);
  expect({ found, failing }).toEqual({ found: 3, failing: 2 });
  // The relabelled recorder, and what the model of the router may be.
  expect(attention).toMatchObject({ possible: 2 });
  expect(sites).toEqual({
    North: { found: 1, failing: 1, notJudged: 0 },
    South: { found: 2, failing: 1, notJudged: 0 },
  });
});

describe('of the same export twice', () => {
  const check = async (rows: string) => {
    for (const name of ['a.csv', 'b.csv']) writeFileSync(join(cwd, name), HEADER + rows);
    const { stdout } = await netvet(['check', 'a.csv', 'b.csv', '-f', 'ndjson'], { cwd });
    return (events(stdout).at(-1) as unknown as SummaryEvent).assets;
  };

  test('assets that are known again are counted once, with those of which nothing is found', async () => {
    expect(await check(`${CISCO}Cisco,C9200,C2,North\nHuawei,S5720,H1,North\n`)).toEqual({ judged: 3, found: 1, failing: 1 });
  });

  test('assets that nothing tells apart are as many as their rows', async () => {
    expect(await check('Cisco,C9300,,North\nHuawei,S5720,,North\n')).toEqual({ judged: 4, found: 2, failing: 2 });
  });

  test('each input has the assets that stand in it', async () => {
    for (const name of ['a.csv', 'b.csv']) writeFileSync(join(cwd, name), `${HEADER}Huawei,S5720,H1,North\n`);
    const { stdout } = await netvet(['check', 'a.csv', 'b.csv', '-f', 'ndjson'], { cwd });
    const { inputs } = events(stdout).at(-1) as unknown as SummaryEvent;
    expect(inputs.map(({ found, failing }) => [found, failing])).toEqual([[1, 1], [1, 1]]);
    writeFileSync(join(cwd, 'both.ndjson'), stdout);
    const report = await netvet(['report', 'both.ndjson', '-f', 'ndjson'], { cwd });
    expect((events(report.stdout).at(-1) as unknown as SummaryEvent).inputs).toEqual(inputs);
  });

  test('and of its result given twice', async () => {
    writeFileSync(join(cwd, 'a.csv'), `${HEADER}${CISCO}Huawei,S5720,H1,North\n`);
    await netvet(['check', 'a.csv', '-q', '-o', 'ndjson=a.ndjson', '-o', 'json=a.json'], { cwd });
    const { stdout } = await netvet(['report', 'a.ndjson', 'a.json'], { cwd });
    expect(stdout).toContain('1 of 2 assets fails');
  });
}); // prettier-ignore

test('of how many assets some fail is not said where no row was judged', async () => {
  writeFileSync(join(cwd, 'site.csv'), `${HEADER}${CISCO}Huawei,S5720,H1,North\n`);
  const { stdout } = await netvet(['check', 'site.csv', '-d', ';'], { cwd });
  expect(stdout).toContain('1 asset fails; 0 of 3 rows name a vendor, model or MAC');
});

test('what an answer says of its own error is no row that could not be judged', async () => {
  const device = '{"manufacturer": "Cisco", "model": "C9300", "serial": "C1"}';
  writeFileSync(join(cwd, 'site.json'), `[${device}, ${device.replace('C1', 'C2')}, {"error": "site Ulm timed out"}]`);
  const { stdout } = await netvet(['check', 'site.json', '-f', 'ndjson'], { cwd });
  const { inputs, exit } = events(stdout).at(-1) as unknown as SummaryEvent;
  expect(inputs.map(({ judged, notJudged }) => ({ judged, notJudged }))).toEqual([{ judged: 2, notJudged: 0 }]);
  expect(exit.code).toBe(3);
});

test('what is taken for granted is that of the rules that reach the row', () => {
  const rules = ['a', 'b'].map((id) => ({ id, assumes: `it serves ${id}` }));
  const { list, entry } = designation({});
  const law = new Law();
  law.add({ type: 'designation', list, entry, rules } as unknown as DesignationEvent);
  const of = (status: 'banned' | 'listed', ids: readonly string[]) => designation({ status, rules: ids });
  expect(assumedIn([of('banned', ['a'])], law)).toEqual(['it serves a']);
  expect(assumedIn([of('listed', ['a'])], law)).toEqual([]);
  expect(assumedIn([of('banned', ['a'])], new Law())).toEqual([]);
});
