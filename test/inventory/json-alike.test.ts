import { expect, test } from '@jest/globals';
import { Alike } from '../../src/inventory/json/alike.ts';
import { KeyMeanings } from '../../src/inventory/json/fields.ts';
import { recordsOf } from '../../src/inventory/json/find-records.ts';
import { ListRows } from '../../src/inventory/json/list-rows.ts';
import { PageSet } from '../../src/inventory/json/pages.ts';
import { recordsIn } from '../../src/inventory/json/records-in.ts';
import { splitJson } from '../../src/inventory/json/units.ts';
import { runsOf, seeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { words } from '../words.ts';
import { OPTIONS } from './read.ts';

const RUNS = runsOf(250);

/** Keys that are read for what they are, in a device, a list or an answer, and some that are not. */
const KEYS = [
  ...['id', 'name', 'vendor', 'model', 'serial', 'mac', 'hostname', 'url', 'note', 'a"b', 'site', 'label'],
  ...['device', 'device_type', 'manufacturer', 'role', 'interfaces', 'neighbors', 'local_interface', 'tags', 'macros'],
  ...['key', 'value', 'tag', 'chassis', 'port', 'data', 'attributes', 'results', 'devices', '_meta', 'hostvars'],
  ...['error', 'status', 'message', 'success', 'next', 'count', 'total', 'links', 'custom_fields', 'Serial'],
];
const TEXTS = [
  ...['', ' ', 'Huawei', 'S5735-L', 'Cisco', 'n/a', 'sw-1', '28:57:be:01:02:03', '02:00:00:00:00:01', 'x\ny', 'Serial'],
  ...[
    'false',
    'null',
    '404',
    'failed',
    'say "x"',
    'a\\b',
    '{',
    '],[',
    'Müller',
    '华为',
    '\u0007',
    'https://nb/api/?page=2',
  ],
];
const BARE = ['null', 'null', 'true', 'false', '0', '7', '-1.5e3', '12345678901234567890', '1.10'];
const WRONG = ['nul', '01', '"\t"', '"\\x"', '1 2', '', '{', '"', 'True', '-', '1.', '"a"b'];

/** A value as it is written, or the shape of one. */
type Shape = 'value' | readonly Shape[] | ReadonlyMap<string, Shape>;

function makeShape(random: Seeded, depth: number): Shape {
  const kind = depth === 0 ? 9 : random.int(10);
  if (kind > 3) return 'value';
  if (kind > 1) return makeMap(random, depth - 1);
  return Array.from({ length: random.int(3) }, () => makeShape(random, depth - 1));
}

/** What is read for the values of its keys: properties by name, pages, things listed in a device. */
const SPECIAL: readonly (readonly string[])[] = [
  ['name', 'value'],
  ['tag', 'value'],
  ['vendor', 'model'],
  ['next', 'total'],
];

function makeMap(random: Seeded, depth: number): Shape {
  if (random.int(6) === 0) {
    const keys = random.pick(SPECIAL);
    const map = new Map<string, Shape>(keys.map((key) => [key, 'value']));
    return random.int(2) === 0
      ? map
      : map.set(random.pick(['devices', 'tags']), [new Map<string, Shape>([['id', 'value']])]);
  }
  return new Map(Array.from({ length: random.int(6) }, () => [random.pick(KEYS), makeShape(random, depth)]));
}

/** Space where JSON may have some. */
interface Written {
  readonly gap: string;
  readonly strange: number;
}

function write(shape: Shape, random: Seeded, { gap, strange }: Written): string {
  const again = (inner: Shape): string => write(inner, random, { gap, strange });
  if (shape === 'value') {
    if (random.int(1000) < strange) return random.pick(WRONG);
    return random.int(3) === 0 ? random.pick(BARE) : JSON.stringify(random.pick(TEXTS));
  }
  if (!(shape instanceof Map)) return `[${(shape as readonly Shape[]).map(again).join(`,${gap}`)}]`;
  const members = Array.from(shape as ReadonlyMap<string, Shape>, ([key, inner]) => [key, inner] as const);
  if (random.int(1000) < strange) members.push(['id', 'value']);
  return `{${gap}${members.map(([key, inner]) => `${JSON.stringify(key)}:${gap}${again(inner)}`).join(`,${gap}`)}}`;
}

function makeDocument(random: Seeded): string {
  const shapes = Array.from({ length: 1 + random.int(3) }, () => makeMap(random, random.int(4)));
  const written = { gap: random.pick(['', '', ' ', '\n  ']), strange: random.pick([0, 0, 2, 20]) };
  const elements = Array.from({ length: 40 }, () => write(random.pick(shapes), random, written));
  const list = `[${elements.join(',')}]`;
  return random.pick([
    list,
    list,
    `{"count":40,"next":null,"results":${list}}`,
    `{"total":40,"rows":${list}}`,
    `{${elements.map((element, at) => `"${at % 8 === 0 ? 'neighbors' : 'sw'}-${at}":${element}`).join()}}`,
    `{"data":{"devices":${list}},"more":${list}}`,
    `${list}${list}`,
    elements.join('\n'),
  ]);
}

const keys = new KeyMeanings(words);

async function* piecesOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

async function read(document: string, size: number, alike: Alike | null) {
  const pages = new PageSet(words.tables.pages);
  const pagesOfInput = { ...pages.open('x.json'), troubles: () => [] };
  let parsed = 0;
  const find: typeof recordsOf = (...given) => {
    parsed += 1;
    return recordsOf(...given);
  };
  const found: unknown[] = [];
  const shared = { keys, rows: new ListRows(OPTIONS) };
  for await (const some of recordsIn(splitJson(piecesOf(document, size), 500), find, shared, pagesOfInput, alike))
    for (const each of some) {
      if (!('places' in each)) found.push(each);
      else {
        const { part, pointer, line, places, values, aside, beside } = each;
        found.push({ part, pointer, line, places: [...places], values: [...values], aside, beside });
      }
    }
  return { found, parsed, gaps: [...pages.gaps()] };
}

test('elements written like one before become the same records without a parser', async () => {
  const random = seeded(5);
  let spared = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const document = makeDocument(random);
    const size = 50 + random.int(5000);
    const parsed = await read(document, size, null);
    const alike = await read(document, size, new Alike(keys));
    expect([run, alike.found, alike.gaps]).toEqual([run, parsed.found, parsed.gaps]);
    spared += parsed.parsed - alike.parsed;
  }
  expect(spared).toBeGreaterThan(RUNS * 8);
});
