import { describe, expect, test } from '@jest/globals';
import { Cache, lastPer, SequenceCache, TextCache } from '../../src/core/cache.ts';
import { Layout, oncePerLayout } from '../../src/core/layout.ts';

describe('a cache', () => {
  test('remembers up to its limit, then forgets all', () => {
    const cache = new Cache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.set('b', 3);
    expect([cache.get('a'), cache.get('b')]).toEqual([1, 3]);
    cache.set('c', 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, undefined, 4]);
  });

  test('of texts finds them by their codes anywhere, among thousands, also those of one hash', () => {
    const cache = new TextCache<string>();
    const codes = (text: string): Uint16Array => Uint16Array.from(`--${text}-`, (sign) => sign.charCodeAt(0));
    const hash = (text: string): number => cache.read(codes(text), 2, 3 + text.length, '-'.charCodeAt(0));
    expect([hash('A-B') === hash('A'), cache.end]).toEqual([true, 3]);
    const find = (text: string, as = hash(text)) => cache.get(as, codes(text), 2, 2 + text.length);
    const texts = Array.from({ length: 20_000 }, (_, number) => `P${number * 7}+华为`);
    const remember = (text: string, as = hash(text), value = text): void => {
      cache.set(as, codes(text).slice(2, 2 + text.length), value);
    };
    for (const text of texts) remember(text);
    expect(texts.filter((text) => find(text) !== text).length).toBeLessThan(50);
    expect([find('P7'), find(''), find('P7+华')]).toEqual([undefined, undefined, undefined]);
    const more = Array.from({ length: 50 }, (_, number) => `one more: ${number}`);
    for (const text of more) remember(text, hash(text), 'all others are forgotten');
    expect(find('one more: 49')).toBe('all others are forgotten');
    expect(texts.filter((text) => find(text) !== undefined)).toEqual([]);
    for (const text of texts.slice(0, 20)) remember(text, 7);
    const found = texts.slice(0, 20).map((text) => find(text, 7) ?? text);
    expect(found).toEqual(texts.slice(0, 20));
  });

  test('of sequences tells a sequence from its beginning and its end', () => {
    const [a, b] = [{}, {}];
    const cache = new SequenceCache<string>();
    cache.at([a, b]).value = 'ab';
    expect([[a, b], [a], [b], [], [a, b, a]].map((items) => cache.at(items).value)).toEqual(['ab', ...Array.from({ length: 4 }, () => undefined)]); // prettier-ignore
    cache.at([]).value = 'none';
    expect([cache.at([]).value, cache.at([a, b]).value]).toEqual(['none', 'ab']);
  });

  test('of sequences forgets all when it is full, and keeps none with an item without a key', () => {
    const keys = Array.from({ length: 20_001 }, () => ({}));
    const cache = new SequenceCache<number>();
    for (const key of keys.slice(1)) cache.at([key]).value = 1;
    expect(cache.at(keys.slice(1, 2)).value).toBe(1);
    cache.at(keys.slice(0, 1)).value = 1;
    expect(keys.filter((key) => cache.at([key]).value !== undefined)).toEqual([]);
    cache.at(keys.slice(0, 2)).value = 7;
    expect(cache.at(keys.slice(0, 2)).value).toBe(7);
    cache.at([keys[0] ?? null, null]).value = 8;
    expect(cache.at([keys[0] ?? null, null]).value).toBeUndefined();
  });
});

test('what is made of an object is kept as long as what is given beside it is the same', () => {
  let made = 0;
  const numberOf = lastPer((key: object, beside: string | null) => ({ key, beside, made: (made += 1) }).made);
  const [one, two] = [{}, {}];
  expect([numberOf(one, 'a'), numberOf(two, 'a'), numberOf(one, 'a'), numberOf(two, 'a')]).toEqual([1, 2, 1, 2]);
  expect([numberOf(one, null), numberOf(two, 'a'), numberOf(one, null), numberOf(one, 'a')]).toEqual([3, 2, 3, 4]);
});

describe('a layout', () => {
  const column = (...fields: ('vendor' | 'model' | 'withheld')[]) => ({ name: '', fields, why: '', traits: [] });

  test('says which columns feed a field; a withheld column feeds nothing', () => {
    const layout = new Layout([column('vendor', 'model'), column('model', 'withheld'), column('model', 'model')]);
    expect([layout.feeding('vendor'), layout.feeding('model'), layout.feeding('mac')]).toEqual([[0], [0, 2], []]);
    expect([0, 1, 2, 3].map((index) => layout.withholds(index))).toEqual([false, true, false, false]);
  });

  test('has work on it done once', () => {
    let made = 0;
    const widthOf = oncePerLayout(({ columns }) => ({ width: columns.length, made: (made += 1) }));
    const [one, two] = [new Layout([]), new Layout([column('vendor')])];
    expect([one, two, one, two, two].map((layout) => widthOf(layout).width)).toEqual([0, 1, 0, 1, 1]);
    expect(made).toBe(2);
  });
});
