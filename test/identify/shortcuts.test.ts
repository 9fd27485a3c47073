import { expect, test } from '@jest/globals';
import { compileAutomaton } from '../../src/identify/automaton.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { loadKnowledge } from '../../src/knowledge/folder.ts';
import { requiredLiterals } from '../../src/knowledge/literals.ts';
import { seeded } from '../seeded.ts';
import { row } from './row.ts';

const RUNS = Number(process.env['NETVET_PROPERTY_RUNS'] ?? 20_000);
const knowledge = loadKnowledge('data');
const makers = knowledge.vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);
const patterns = makers.flatMap((maker) => maker.identifiers.models);

const KEYS = ['vendor', 'model', '?', '!Notes', 'hostname', 'sysDescr', 'serial', 'mac', 'platform', 'category'];
const FILLERS = [
  'switch',
  'for',
  'non',
  'Lobby',
  'Cisco',
  'C9300-24T',
  '',
  '-',
  '10.0.0.1',
  'Ltd.',
  'rack 7',
  'x1',
  '路由器',
  'camera',
];
const SEEDS = [
  ...makers.flatMap((maker) => [...maker.names, ...maker.brands].map(({ name }) => name)),
  ...patterns.flatMap(({ example }) => example ?? []),
  ...knowledge.vendors.flatMap((vendor) => vendor.lookAlikes.map(({ name }) => name)),
  'cpe:2.3:h:huawei:s5720:-',
  'Contains FCC ID: XMR201902M66',
  'HWTC43ABCDEF',
  '1.3.6.1.4.1.2011.2.23',
];

test('an automaton finds what a search in squeezed text finds', () => {
  const { int, pick } = seeded(7);
  const words = ['zte', 'huawei', 'ds2', 'tplink', 'ab', 'aba', 'bab'];
  const mayHold = compileAutomaton(words);
  for (let run = 0; run < RUNS; run += 1) {
    const text = Array.from({ length: int(12) }, () =>
      pick(['a', 'B', 'z', 'T', 'e', '-', ' ', '2', 'ds', 'hua', 'wei', '_']),
    ).join('');
    const squeezed = text.toLowerCase().replace(/[^a-z0-9]/g, '');
    expect([text, mayHold(text)]).toEqual([text, words.some((word) => squeezed.includes(word))]);
  }
});

test('every example of a pattern holds one of the literals the pattern requires', () => {
  for (const { pattern, example } of patterns) {
    const literals = requiredLiterals(pattern);
    const squeezed = (example ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
    expect([pattern, literals === null || literals.some((literal) => squeezed.includes(literal))]).toEqual([
      pattern,
      true,
    ]);
  }
});

test('shortcuts never change what is identified', () => {
  const { int, pick } = seeded(11);
  const fast = compileIdentifier(knowledge.vendors, knowledge.macPrefixes);
  const slow = compileIdentifier(knowledge.vendors, knowledge.macPrefixes, undefined, false);
  const cell = (): string => {
    const parts = Array.from({ length: 1 + int(3) }, () => (int(3) === 0 ? pick(SEEDS) : pick(FILLERS)));
    const text = parts.join(pick([' ', '-', '_', '/', '', ', ']));
    const at = int(text.length + 1);
    return int(4) === 0 ? text.slice(0, at) + pick(['', 'x', '-', 'й', text[at] ?? '']) + text.slice(at + 1) : text;
  };
  const layouts = Array.from({ length: 8 }, () => row(Object.fromEntries(KEYS.map((key) => [key, '']))));
  for (let run = 0; run < RUNS; run += 1) {
    const layout = pick(layouts);
    const filled = int(KEYS.length);
    const cells = KEYS.map((_, index) => (index === filled || int(6) === 0 ? cell() : ''));
    const record = { ...layout, cells };
    expect([cells, fast.identify(record)]).toEqual([cells, slow.identify(record)]);
  }
});
