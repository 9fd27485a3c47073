import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { codes, readAll } from './read.ts';

const FORMS = ['json', 'xml', 'yaml'] as const;
const plan = (name: 'banned' | 'clean', form: (typeof FORMS)[number]): string =>
  readFileSync(`test/fixtures/inventory-formats/oscal/${name}.${form}`, 'utf8');

type Event = Record<string, unknown>;

/** Checks a text against all lists. */
async function check(text: string, name: string): Promise<{ code: number; events: Event[]; errors: string }> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, name), text);
  const args = ['check', name, '-l', 'all', '--as-of', '2026-11-28', '-f', 'ndjson'];
  const { code, stdout, stderr } = await netvet(args, { cwd });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { code, events: lines.map((line) => JSON.parse(line) as Event), errors: stderr };
}

/** What a run found, without the places, which differ by form. */
function answer({ code, events }: Awaited<ReturnType<typeof check>>): unknown {
  const of = (type: string): Event[] => events.filter((event) => event['type'] === type);
  const [summary] = of('summary') as { inputs: { rows: number; judged: number; notJudged: number }[] }[];
  const input = summary?.inputs[0];
  const findings = of('finding').map((finding) => ({ ...finding, source: null, line: null, cell: null }));
  return { code, rows: [input?.rows, input?.judged, input?.notJudged], findings, problems: of('problem') };
}

const found = (events: readonly Event[]): string[] =>
  events
    .filter(({ type }) => type === 'finding')
    .map(({ vendor, confidence, fails }) => `${(vendor as { id: string }).id} ${String(confidence)} ${String(fails)}`);

/** A plan of these components and items, each a list of properties. */
function planOf(components: readonly unknown[], items: readonly unknown[]): string {
  const implementation = { components, 'inventory-items': items };
  return JSON.stringify({
    'system-security-plan': { 'system-implementation': implementation, 'control-implementation': {} },
  });
}

const props = (of: Record<string, string>): unknown[] => Object.entries(of).map(([name, value]) => ({ name, value }));
const item = (of: Record<string, string>, ...implemented: string[]): unknown => ({
  props: props(of),
  'implemented-components': implemented.map((uuid) => ({ 'component-uuid': uuid })),
});

describe('a system security plan', () => {
  test.each(['banned', 'clean'] as const)('gives the same answer in JSON, XML and YAML: %s', async (name) => {
    const [json, ...others] = await Promise.all(FORMS.map((form) => check(plan(name, form), `plan.${form}`)));
    for (const other of others) expect(answer(other)).toEqual(json === undefined ? null : answer(json));
    expect(json?.events[1]).toMatchObject({ type: 'input', format: 'oscal' });
  });

  test('names its assets: items with what they implement, and components that no item implements', async () => {
    const { code, events } = await check(plan('banned', 'json'), 'plan.json');
    expect(code).toBe(1);
    expect(found(events)).toEqual([
      'huawei confirmed true',
      'huawei confirmed true',
      'kaspersky probable true',
      'hikvision confirmed true',
      'dahua probable true',
      'zte confirmed true',
      'china-mobile probable true',
      'hytera probable true',
    ]);
    // Equipment without Huawei; no equipment of Huawei may be bought.
    expect(events.at(-1)).toMatchObject({ setAside: { negated: 2 } });
  });

  test('is clean when its equipment is, whatever its prose names', async () => {
    const { code, events } = await check(plan('clean', 'xml'), 'plan.xml');
    expect([code, found(events)]).toEqual([0, []]);
    expect(events.at(-1)).toMatchObject({ setAside: { title: 10 }, inputs: [{ rows: 5, judged: 5 }] });
  });

  test('has places: a pointer in JSON, a line in XML', async () => {
    const [json, xml] = [await readAll(plan('clean', 'json')), await readAll(plan('clean', 'xml'))];
    expect(json.records[3]?.cell).toBe('/system-security-plan/system-implementation/inventory-items/3');
    const at = plan('clean', 'xml').split('\n')[(xml.records[3]?.line ?? 0) - 1];
    expect([xml.records[3]?.cell, at?.trim().slice(0, 15)]).toEqual([null, '<inventory-item']);
  });

  test('the vendor of the item says nothing of what it implements, nor the other way round', async () => {
    const components = [
      { uuid: 'vrp', type: 'software', title: 'Huawei VRP' },
      { uuid: 'rhel', type: 'software', title: 'RHEL', props: props({ 'vendor-name': 'Red Hat' }) },
      { uuid: 'switch', type: 'hardware', title: 'Switch', props: props({ 'vendor-name': 'Huawei' }) },
    ];
    const items = [
      item({ 'vendor-name': 'Cisco', 'hardware-model': 'C9300' }, 'vrp'),
      item({ 'hardware-model': 'S5735-L24T4S-A' }, 'rhel'),
      item({ 'vendor-name': 'Cisco' }, 'SWITCH'),
    ];
    const { events } = await check(planOf(components, items), 'plan.json');
    expect(found(events)).toEqual(['huawei probable true', 'huawei probable true', 'huawei confirmed true']);
  });

  test('items are assets of their own, though they share a component and a network', async () => {
    const shared = {
      uuid: 'c',
      type: 'hardware',
      title: 'x',
      props: props({ 'vendor-name': 'ZTE', 'asset-tag': '7' }),
    };
    const items = ['A', 'B'].map((id) => item({ 'asset-id': id, 'network-id': 'core' }, 'c'));
    const { events } = await check(planOf([shared], items), 'plan.json');
    expect(events.at(-1)).toMatchObject({ assets: { found: 2, failing: 2 }, inputs: [{ rows: 2 }] });
  });

  test('the address of a component is that of the items that implement it', async () => {
    const component = (of: Record<string, string>) => ({ uuid: 'c', type: 'hardware', title: 'Box', props: props(of) });
    const cisco = { 'asset-id': 'A', 'vendor-name': 'Cisco' };
    for (const [own, listed, clean] of [
      ['mac-address', '00:e0:fc:12:34:56', '00:1b:54:aa:01:02'],
      ['serial-number', 'HWTC12345678', 'CSCO12345678'],
    ] as const) {
      const ofOne = (value: string) => check(planOf([component({ [own]: value })], [item(cisco, 'c')]), 'plan.json');
      expect([(await ofOne(listed)).code, (await ofOne(clean)).code]).toEqual([1, 0]);
    }
    const shared = component({ 'mac-address': '00:e0:fc:12:34:56', 'vendor-name': 'Cisco' });
    const items = [item(cisco, 'c'), item({ ...cisco, 'asset-id': 'B' }, 'c')];
    const { code, events } = await check(planOf([shared], items), 'plan.json');
    expect([code, found(events)]).toEqual([1, ['huawei probable true', 'huawei probable true']]);
    expect(events.at(-1)).toMatchObject({ inputs: [{ rows: 2, judged: 2 }] });
  });

  test('what an item says of a component that it implements is said of the item', async () => {
    const box = { uuid: 'c', type: 'hardware', title: 'Box', links: [{ href: '#x', text: 'see the Huawei manual' }] };
    const planWith = (vendor: string) => {
      const use = { 'component-uuid': 'c', props: props({ 'vendor-name': vendor }) };
      return planOf([box], [{ ...(item({ 'asset-id': 'A' }) as object), 'implemented-components': [use] }]);
    };
    const { code, events } = await check(planWith('Huawei'), 'plan.json');
    expect([code, found(events)]).toEqual([1, ['huawei confirmed true']]);
    expect((await check(planWith('Cisco'), 'plan.json')).code).toBe(0);
  });

  test('a policy is no asset, a validated module is one', async () => {
    const policy = { uuid: 'p', type: 'policy', title: 'Policy' };
    const module = { uuid: 'm', type: 'validation', title: 'Module', props: props({ 'vendor-name': 'Cisco' }) };
    const { code, events } = await check(planOf([policy, module], []), 'plan.json');
    expect(code).toBe(0);
    expect(events.at(-1)).toMatchObject({ inputs: [{ rows: 1, judged: 1 }] });
  });

  test('a second component with the same id is read, too', async () => {
    const of = (vendor: string) => ({
      uuid: 'u1',
      type: 'hardware',
      title: 'x',
      props: props({ 'vendor-name': vendor }),
    });
    const { code, events } = await check(planOf([of('Huawei'), of('Cisco'), of('Huawei')], []), 'plan.json');
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({ inputs: [{ rows: 3, found: 2 }] });
  });

  test('one that is too large for one value is joined all the same', async () => {
    const description = 'x'.repeat(1_000);
    const items = Array.from({ length: 9_000 }, (_, at) => ({
      ...(item({ 'asset-id': `A${at}` }, 'c') as object),
      description,
    }));
    const component = { uuid: 'c', type: 'hardware', title: 'x', props: props({ 'vendor-name': 'ZTE' }) };
    const { records, problems } = await readAll(planOf([component], items));
    expect([records.length, problems]).toEqual([9_000, []]);
    expect(records.every(({ cells }) => cells.includes('ZTE'))).toBe(true);
  });
});

describe('a plan that is cut off', () => {
  test.each([
    ['json', (text: string) => text.slice(0, text.indexOf('Camera in the yard')), 'truncated'],
    ['xml', (text: string) => text.slice(0, text.indexOf('Camera in the yard')), 'truncated'],
    ['yaml', (text: string) => text.slice(0, text.lastIndexOf('\n', text.indexOf('Camera in the yard'))), 'truncated'],
  ] as const)('is read as far as it goes, and says so: %s', async (form, cut, code) => {
    const { records, problems } = await readAll(cut(plan('banned', form)), {}, `plan.${form}`);
    expect(codes(problems).map((each) => each.split(' ')[0])).toEqual([code]);
    expect(records.filter(({ cells }) => cells.includes('Hikvision'))).toHaveLength(1);
  });

  test('before its inventory it has no rows', async () => {
    const { problems } = await readAll('{"system-security-plan": {"metadata": {"title": "Hua');
    expect(problems.map(({ code }) => code)).toEqual(['truncated', 'no-rows']);
  });
});

describe('another document of OSCAL', () => {
  test.each([
    ['{"catalog": {"metadata": {"oscal-version": "1.1.3"}}}', 'a catalog of controls'],
    ['{"$schema": "x", "profile": {"metadata": {"oscal-version": "1.1.3"}}}', 'a profile of controls'],
    ['<component-definition xmlns="http://csrc.nist.gov/ns/oscal/1.0"/>', 'a component definition'],
    ['---\nassessment-results:\n  metadata:\n    oscal-version: 1.1.3\n', 'assessment results'],
  ])('says what it is: %s', async (text, what) => {
    const { code, errors } = await check(text, 'x.txt');
    expect(code).toBe(2);
    expect(errors).toContain(`OSCAL, but ${what}, not a system security plan`);
  });

  test('a catalog that is none of OSCAL is read as what it is', async () => {
    const { inventory } = await readAll('{"catalog": [{"vendor": "Huawei"}]}');
    expect(inventory.info.format).toBe('json');
  });
});
