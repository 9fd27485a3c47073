import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from './run.ts';

const ROWS = 6_000;
const cwd = emptyFolder();

/** Large enough that lines without evidence become no records. `rare`: what stands in the last row of each 700. */
function write(name: string, rare: string, blank: number): void {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const row = at + 1;
    if (row % 700 === 0) return `x-${row},${rare}`;
    if (row % blank === 0) return `x-${row},,,,,`;
    return `sw-${row},Cisco,C9300-48P,FOC${row},${row % 9 === 0 ? 'Router' : 'Switch'},China`;
  });
  writeFileSync(join(cwd, name), `Hostname,Manufacturer,Model,Serial,Category,Country of Origin\n${rows.join('\n')}\n`);
}

describe('a large inventory, most rows of which are passed over', () => {
  test.each<[what: string, rare: string, blank: number, code: number, findings: number]>([
    ['nothing to find', 'HP,J9729A,H1,Switch,', 50, 0, 0],
    ['findings', 'Hikvision,DS-2CD2143G2-I,,Camera,', 50, 1, 8],
    ['categories without a country', 'Acme,Z1,A1,Wi-Fi 6 router,', 50, 0, 8],
    ['too little to judge', 'HP,J9729A,H1,Switch,', 4, 3, 0],
    ['too little to judge, and findings', 'Hikvision,DS-2CD2143G2-I,,Camera,', 4, 1, 8],
  ])(
    '%s: the same answer as when every row is told, and the counts add up',
    async (what, rare, blank, code, findings) => {
      const name = `${what}.csv`;
      write(name, rare, blank);
      const passed = await netvet(['check', name, '-f', 'ndjson'], { cwd });
      const told = await netvet(['check', name, '-f', 'ndjson', '-o', 'flagged=copy.csv'], { cwd });
      expect(passed).toEqual(told);
      expect(passed.code).toBe(code);
      const all = events(passed.stdout);
      expect(all.filter(({ type }) => type === 'finding')).toHaveLength(findings);
      const [{ rows, judged, notJudged, rejected }] = all.at(-1)?.['inputs'] as [Record<string, number>];
      // 700 is a multiple of 50 and of 4: every row with the rare thing would have been blank.
      const blanks = ROWS / blank - Math.floor(ROWS / 700);
      expect({ rows, notJudged, rejected, judged }).toEqual({
        rows: ROWS,
        notJudged: blanks,
        rejected: 0,
        judged: ROWS - blanks,
      });
    },
  );

  test('-v names each row that was not judged', async () => {
    write('blank.csv', 'HP,J9729A,H1,Switch,', 101);
    const { stdout } = await netvet(['check', 'blank.csv', '-v'], { cwd });
    const [, first = '', others = ''] = /not judged: blank\.csv:(\d+)((?:, \d+)*);/.exec(stdout) ?? [];
    const lines = `${first}${others}`.split(', ').map(Number);
    expect(lines).toEqual(Array.from({ length: Math.floor(ROWS / 101) }, (_, at) => (at + 1) * 101 + 1));
  });
});
