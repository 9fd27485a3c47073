import type { Field } from '../../src/core/fields.ts';
import type { Finding, FindingDesignation, Status } from '../../src/core/finding.ts';
import { STATUSES } from '../../src/core/finding.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { rulesOfProfiles } from '../../src/app/choose-lists.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { Judge } from '../../src/judge/judge.ts';
import { withRegistered } from '../../src/knowledge/registered.ts';
import { shipped } from '../knowledge.ts';
import { recordOf } from './cases.ts';

const knowledge = shipped();
const { lists, profiles, words } = knowledge;
const known = withRegistered(knowledge.vendors, lists, words.tables);
const identifier = compileIdentifier({ ...knowledge, vendors: known });
const judges = new Map<string, Judge>();

export type Cells = Readonly<Partial<Record<Field, string>>>;

function judgeOf(ids: readonly string[], profile: string | null, asOf: string): Judge {
  const key = `${ids.join(' ')} ${profile ?? ''} ${asOf}`;
  let judge = judges.get(key);
  if (judge === undefined) {
    const chosen = profiles.filter(({ id }) => id === profile);
    if (profile !== null && chosen.length === 0) throw new Error(`no profile ${profile}`);
    const wanted = chosen.length === 0 ? ids : chosen.flatMap((one) => Object.keys(one.lists));
    const own = lists.filter(({ id }) => wanted.includes(id));
    if (own.length !== wanted.length) throw new Error(`no list ${wanted.join(' or ')}`);
    judge = new Judge(own, known, words, { asOf, rules: rulesOfProfiles(chosen, lists) });
    judges.set(key, judge);
  }
  return judge;
}

interface By {
  readonly lists?: readonly string[];
  readonly profile?: string;
  readonly asOf: string;
}

/** Every designation of a row as the whole program reads it, by lists or by a profile. */
export function designationsOf(cells: Cells, by: By): ReturnType<typeof designationsIn> {
  return designationsIn(recordOf(Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''))), by);
}

/** The same of a record that was read. */
export function designationsIn(
  record: InventoryRecord,
  by: By,
): readonly (FindingDesignation & { readonly of: Pick<Finding, 'vendor' | 'category' | 'confidence'> })[] {
  const judge = judgeOf(by.lists ?? [], by.profile ?? null, by.asOf);
  const met = identifier.identify(record);
  const found = [...met, ...[judge.unknownMaker(record, met)].filter((one) => one !== null)];
  return found.flatMap((one) =>
    (judge.judge(one, record, found)?.designations ?? []).map((designation) => ({ ...designation, of: one })),
  );
}

export const isMakerName = (cell: string): boolean => identifier.identity.isMakerName(cell);

/** The strongest status of a row, `none` where no list speaks of it. */
export function statusOf(cells: Cells, by: By): Status | 'none' {
  const statuses = designationsOf(cells, by).map(({ status }) => status);
  return STATUSES.find((status) => statuses.includes(status)) ?? 'none';
}
