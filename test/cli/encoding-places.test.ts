import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { encode } from '../inventory/encode.ts';
import { someOf } from '../seeded.ts';
import { emptyFolder, netvet } from './run.ts';

/** Names of designated vendors that an encoding can write. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  gb18030: ['华为', '中兴', '大华', '浙江大华', '海康威视'],
  big5: ['華為', '中興', '大華'],
  shift_jis: ['ファーウェイ', '華為'],
  'euc-jp': ['ファーウェイ'],
  'euc-kr': ['화웨이', '하이크비전', '다후아'],
  'koi8-r': ['Хуавей'],
  'windows-1251': ['Хуавей', 'Хиквижн'],
  ibm866: ['Хуавей'],
  'windows-1252': ['Hikvisión'],
};
const HEADER = 'Hostname,Vendor,Model,Site,Notes\n';
/** Where in a row a name stands. */
const ROWS: Readonly<Record<string, (name: string) => string>> = {
  vendor: (name) => `x,${name},S1,HQ,n\n`,
  model: (name) => `x,,${name} IPC-HFW,HQ,n\n`,
  description: (name) => `x,,,HQ,camera ${name} lobby\n`,
  'description of a known vendor': (name) => `x,Cisco,C9300,HQ,camera ${name} lobby\n`,
};
/** The rows around it. */
const FILES: Readonly<Record<string, string>> = {
  ascii: 'sw,Cisco,C9300-24T,Building A,ok\n',
  'utf-8': 'sw,Cisco,C9300-24T,北京,größer\n',
};

interface Said {
  readonly findings: string[];
  readonly errors: string[];
}

const cwd = emptyFolder();
const said = new Map<string, Said>();
const cases: (readonly [label: string, name: string, row: string, file: string, path: string])[] = [];
const pathOf = (name: string, row: string): string => `utf8-${name}-${row}.csv`;
for (const [label, names] of someOf(Object.entries(NAMES))) {
  for (const name of names) {
    for (const [row, write] of Object.entries(ROWS)) {
      writeFileSync(join(cwd, pathOf(name, row)), HEADER + (FILES['ascii'] ?? '') + write(name));
      for (const [file, line] of Object.entries(FILES)) {
        const bytes = encode(write(name), label) ?? Buffer.alloc(0);
        const path = `${cases.length}.csv`;
        cases.push([label, name, row, file, path]);
        writeFileSync(join(cwd, path), Buffer.concat([Buffer.from(HEADER + line), bytes, Buffer.from(line)]));
      }
    }
  }
}

beforeAll(async () => {
  const { stdout } = await netvet(['check', '.', '-f', 'ndjson'], { cwd });
  for (const line of stdout.trim().split('\n')) {
    const event = JSON.parse(line) as {
      readonly type: string;
      readonly source?: string;
      readonly vendor: { readonly id: string } | null;
      readonly confidence: string;
      readonly severity: string;
    };
    const source = event.source?.replace(/^\.\//, '') ?? '';
    const of = said.get(source) ?? { findings: [], errors: [] };
    said.set(source, of);
    if (event.type === 'finding') of.findings.push(`${event.vendor?.id} ${event.confidence}`);
    if (event.type === 'problem' && event.severity === 'error') of.errors.push(line);
  }
}, 300_000);

describe('a name in an encoding that nobody named says what it says in UTF-8, or the run is incomplete', () => {
  test.each(cases)('%s: %s in the %s, %s', (_label, name, row, _file, path) => {
    const own = said.get(path);
    const utf8 = said.get(pathOf(name, row));
    expect(utf8?.errors).toEqual([]);
    if (own?.errors.length === 0) expect(own.findings).toEqual(utf8?.findings);
  });

  test('where the vendor is named, it is found', () => {
    const lost = cases.filter(([, , row, , path]) => row === 'vendor' && said.get(path)?.findings.length === 0);
    expect(lost).toEqual([]);
  });
});

const CLEAN = ['Société Générale', 'Škoda Plzeň', 'Café Zoë', 'Straße 5', 'São Paulo', 'Îles', 'Łódź', 'Ærø', '25 °C'];

describe('single cells in another encoding leave a clean inventory clean', () => {
  test.each(CLEAN)('%s', async (cell) => {
    const label = ['windows-1252', 'windows-1250'].find((one) => encode(cell, one) !== null) ?? '';
    for (const row of [`sw,Cisco,C9300,${cell},ok\n`, `sw,${cell},X1,HQ,ok\n`]) {
      for (const line of ['sw,Cisco,C9300-24T,Building A,ok\n', 'sw,Cisco,C9300-24T,Zürich,größer\n']) {
        const bytes = [Buffer.from(HEADER + line.repeat(3)), encode(row, label) ?? Buffer.alloc(0), Buffer.from(line)];
        writeFileSync(join(cwd, 'clean.csv'), Buffer.concat(bytes));
        const { code, stdout } = await netvet(['check', 'clean.csv', '-f', 'ndjson'], { cwd });
        expect({ row, code, errors: /"severity":"error"/.test(stdout) }).toEqual({ row, code: 0, errors: false });
      }
    }
  });
});
