import { beforeAll, describe, expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { everyFormat, findingsOf, folderOf, linesOf } from './corpus.ts';

const SECRET_HEADERS = linesOf('secret-headers.txt').map(([header = '']) => header);
const LOOK_ALIKES = linesOf('look-alike-headers.txt').map(([header = '']) => header);
const FORMS = linesOf('secret-forms.txt').map(([form = '']) => form);
const NO_SECRETS = linesOf('no-secret-forms.txt');

/** Milliseconds that a run over hundreds of files may take on a busy machine. */
const SLOW = 60_000;

const nameOf = (index: number, ending: string): string => `f${String(index).padStart(3, '0')}.${ending}`;
/** A secret as people make them; each is found in the output by its number. */
const secretOf = (index: number): string => `Zq${String(index).padStart(3, '0')}xWv7`;
/** A secret in which a banned vendor's name stands as a word. */
const nameIn = (index: number): string => `Hikvision-${String(index).padStart(3, '0')}xWv`;
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The formats in which a text stands. */
function showing(written: ReadonlyMap<string, string>, text: string): readonly string[] {
  return [...written].filter(([, all]) => all.includes(text)).map(([name]) => name);
}

describe('a column of secrets is never read and never shown', () => {
  let written: ReadonlyMap<string, string> = new Map();

  beforeAll(async () => {
    const files = SECRET_HEADERS.map((header, index) => {
      const rows = [`Hikvision,DS-2CD2143G2-I,${secretOf(index)}`, `Cisco,C9300,${nameIn(index)}`, 'Cisco,C9300,'];
      return [nameOf(index, 'csv'), `Manufacturer,Model,${header}\n${rows.join('\n')}\n`] as const;
    });
    written = await everyFormat(folderOf(files));
  }, SLOW);

  test.each(SECRET_HEADERS.map((header, index) => [header, index] as const))('%s', (_, index) => {
    const findings = findingsOf(written.get('ndjson') ?? '').filter(({ source }) => source === nameOf(index, 'csv'));
    expect({
      shown: showing(written, secretOf(index)),
      withName: showing(written, nameIn(index)),
      rows: findings.map(({ row }) => row),
    }).toEqual({ shown: [], withName: [], rows: [1] });
  });
});

describe('a header that only looks like one of secrets is read', () => {
  let sources: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    const files = LOOK_ALIKES.map((header, index) => {
      const rows = ['sw1,Cisco C9300-24T', 'cam7,Hikvision DS-2CD2143G2-I', 'ap2,Aruba AP-515'];
      return [nameOf(index, 'csv'), `Hostname,${header}\n${rows.join('\n')}\n`] as const;
    });
    const written = await everyFormat(folderOf(files));
    const found = findingsOf(written.get('ndjson') ?? '').filter(
      ({ vendor, row }) => vendor === 'hikvision' && row === 2,
    );
    sources = new Set(found.map(({ source }) => source));
  }, SLOW);

  test.each(LOOK_ALIKES.map((header, index) => [header, index] as const))('%s', (_, index) => {
    expect(sources.has(nameOf(index, 'csv'))).toBe(true);
  });
});

describe('secrets within text are not shown', () => {
  let written: ReadonlyMap<string, string> = new Map();
  const textOf = (index: number): string => (FORMS[index] ?? '').replace('SECRET', secretOf(index));
  const named = FORMS.map((form, index) => [form, index] as const);

  beforeAll(async () => {
    const lines = FORMS.map((_, index) => [nameOf(index, 'txt'), `huawei S5720-28X-SI ${textOf(index)}\n`] as const);
    const cells = FORMS.map((_, index) => {
      // Another number than that of the line tells which of the two is shown.
      const note = (FORMS[index] ?? '').replace('SECRET', secretOf(index + 500));
      return [
        nameOf(index, 'csv'),
        `Manufacturer,Model,Notes\nAcme,DS-2CD2143G2-I,${cell(`Dahua; ${note}`)}\n`,
      ] as const;
    });
    written = await everyFormat(folderOf([...lines, ...cells]));
  }, SLOW);

  test('the lines and the cells are found', () => {
    const found = findingsOf(written.get('ndjson') ?? '');
    expect(new Set(found.map(({ source }) => source)).size).toBe(2 * FORMS.length);
  });

  test.each(named)('in a line: %s', (_, index) => {
    expect(showing(written, secretOf(index))).toEqual([]);
  });

  test.each(named)('in a cell: %s', (_, index) => {
    expect(showing(written, secretOf(index + 500))).toEqual([]);
  });
});

describe('what is no secret is shown', () => {
  test.each(NO_SECRETS)('%s', async (text = '', kept = '') => {
    const files = [['in.csv', `Manufacturer,Notes\nAcme,${cell(`Dahua ${text}`)}\n`]] as const;
    const written = await everyFormat(folderOf(files));
    const [finding] = findingsOf(written.get('ndjson') ?? '').filter(({ vendor }) => vendor === 'dahua');
    expect(finding?.seen.join(' ')).toContain(kept);
  });
});

describe('what shows a row or its columns shows no secret', () => {
  test.each(['Password', 'Recovery code', 'OTP seed', 'Geheimnis', 'Notes'])('%s', async (header) => {
    const value = header === 'Notes' ? `enable secret 5 ${secretOf(1)}` : secretOf(1);
    const cwd = folderOf([['in.csv', `Manufacturer,Model,${header}\nHikvision,DS-2CD2143G2-I,${value}\n`]]);
    for (const args of [
      ['columns', 'in.csv'],
      ['explain', 'in.csv:2'],
      ['explain', 'in.csv:2', '-f', 'json'],
    ]) {
      const { stdout, stderr } = await netvet(args, { cwd });
      expect({ args, shown: `${stdout}${stderr}`.includes(secretOf(1)) }).toEqual({ args, shown: false });
    }
  });
});

test('the corpora are as large as they say', () => {
  expect([SECRET_HEADERS.length, LOOK_ALIKES.length, FORMS.length]).toEqual([114, 60, 135]);
});
