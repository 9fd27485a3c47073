import { expect, test } from '@jest/globals';
import { blocksOf } from '../blocks.ts';
import { readAll } from '../inventory/read.ts';
import { designationsIn, isMakerName } from './real-rows.ts';

const CASES = blocksOf(new URL('../fixtures/judge/rows.txt', import.meta.url));

/** What lists say of each row: whom they name, the status, what is missing and which exemption holds. */
test.each(CASES)('$name', async ({ lines, said }) => {
  const asked = new Map(said);
  const lists = (asked.get('lists') ?? 'us-fcc-covered us-ndaa-889').split(' ');
  const asOf = asked.get('as of') ?? '2026-11-24';
  const { records } = await readAll(`${lines.join('\n')}\n`, { isMakerName });
  const judged = records.map((record, at) => {
    const all = designationsIn(record, { lists, asOf }).map(({ list, of, status, needs, daysLeft, exemption }) => {
      const thing = of.vendor?.name ?? of.category?.id ?? '';
      const more = [
        ...(daysLeft === null ? [] : [`in ${daysLeft} days`]),
        ...needs.map((need) => `needs ${need}`),
        ...(exemption === null ? [] : [exemption.citation]),
      ];
      return [`${list}: ${thing} ${status}`, ...more].join(', ');
    });
    return [String(at + 1), all.join(' | ')];
  });
  expect(judged).toEqual(said.filter(([key]) => /^\d+$/.test(key)));
});
