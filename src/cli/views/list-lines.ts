import type { Shown } from '../../app/lists.ts';
import type { SearchHit } from '../../app/search.ts';
import { networkPartName } from '../../core/network.ts';
import type { Adoption, BanList, ListEntry } from '../../knowledge/ban-list.ts';
import { facts, indented, table } from '../output/print.ts';

/** A list or a profile as text. */
export function showLines(shown: Shown, width: number): readonly string[] {
  if ('profile' in shown) {
    const { id, for: whom, lists } = shown.profile;
    return [
      `Profile ${id}`,
      ...facts(
        [
          ['for', whom],
          ['lists', lists.join(', ')],
        ],
        width,
      ),
    ];
  }
  const { list, asOf } = shown;
  return [
    `${list.title} (${list.id})`,
    ...facts(
      [
        ['as of', asOf],
        ['publisher', list.publisher],
        ['where', list.jurisdiction],
        ['kind', list.kind],
        ['binds', list.binds],
        ['short', list.short],
        ['checked', list.checked],
        ['changes', list.changesEvery === null ? null : `about every ${list.changesEvery} days`],
        ...list.adopts.map((adoption) => ['adopts', adoptionText(adoption)] as const),
        ...list.approvals.map((file) => ['approvals', approvalsText(file)] as const),
        ['url', list.url],
        ['note', list.note],
        ...list.sources.map((source) => ['source', source] as const),
      ],
      width,
    ),
    ...list.entries.flatMap((entry) => (entry.adoptedFrom === null ? ['', ...entryLines(entry, width)] : [])),
    ...list.adopts.flatMap((adoption) => ['', ...adoptionLines(adoption, list, width)]),
  ];
}

/** What a list takes over: its own acts and days once, then whom they reach. */
function adoptionLines(adoption: Adoption, { entries }: BanList, width: number): readonly string[] {
  const { list, only, affiliates, announced, since, until, prohibits, deadlines } = adoption;
  const taken = entries.filter(({ adoptedFrom }) => adoptedFrom === list);
  const lines = facts(
    [
      ['only', only.join(', ')],
      ['affiliates', affiliates],
      ['announced', announced],
      ['in effect', range(since, until).trim()],
      ...prohibits.map((rule) => ['forbids', prohibitionText(rule)] as const),
      ...deadlines.map((deadline) => ['deadline', deadlineText(deadline)] as const),
      ['condition', adoption.condition],
      ['still allowed', adoption.continuedUse],
      ['citation', adoption.citation],
      ['note', adoption.note],
      ['verified', adoption.verified ? null : NOT_VERIFIED],
      ...taken.map(
        ({ id, listedAs, periods }) =>
          [
            id.slice(list.length + 1),
            `${listedAs} (${periods.map(({ from, until: end }) => range(from, end).trim()).join('; ')})`,
          ] as const,
      ),
    ],
    width - 2,
  );
  return [`adopts ${adoptionText(adoption)}`, ...indented(lines)];
}

function adoptionText({ list, asOf }: Adoption): string {
  return asOf === null ? `${list}, as amended` : `${list}, as it stood on ${asOf}`;
}

const NOT_VERIFIED = 'no: not read in a primary or dated secondary source';

function entryLines(entry: ListEntry, width: number): readonly string[] {
  const { periods, prohibits, deadlines, exemptions } = entry;
  const lines = facts(
    [
      ['listed as', entry.listedAs],
      ['also', entry.names.join(', ')],
      ['covers', entry.covers.join(', ')],
      ['affiliates', entry.affiliates === 'included' ? null : entry.affiliates],
      ['models', entry.models.map(({ mask }) => mask).join(', ')],
      ['which company', entry.whichCompany === null ? null : whichCompanyText(entry.whichCompany)],
      ['announced', entry.announced],
      ['listed', periods.map(({ from, until }) => range(from, until)).join('; ')],
      ...prohibits.map((rule) => ['forbids', prohibitionText(rule)] as const),
      ...deadlines.map((deadline) => ['deadline', deadlineText(deadline)] as const),
      ['reason', entry.reason],
      ['only', entry.condition],
      ...entry.revisions.map((revision) => ['revised', revisionText(revision)] as const),
      ['produced outside', entry.producedOutside?.join(', ') ?? null],
      ['produced in', entry.producedIn?.join(', ') ?? null],
      ...exemptions.map((exemption) => ['exempt', exemptionText(exemption)] as const),
      ['still allowed', entry.continuedUse],
      ['citation', entry.citation],
      ['url', entry.url],
      ['note', entry.note],
      ['verified', entry.verified ? null : NOT_VERIFIED],
    ],
    width - 2,
  );
  return [entry.id, ...lines.map((line) => `  ${line}`)];
}

/** `procure from 2019-08-13, section 889(a)(1)(A): as a substantial component`. */
export function prohibitionText({
  act,
  announced,
  from,
  until,
  parts,
  unclear,
  covers,
  citation,
  note,
  verified,
}: ListEntry['prohibits'][number]): string {
  const facts = [
    `${act}${range(from, until)}`,
    announced === null || announced === from ? null : `announced ${announced}`,
    parts.length === 0 ? null : `in ${parts.map(networkPartName).join(', ')}`,
    unclear.length === 0 ? null : `unclear: ${unclear.map(networkPartName).join(', ')}`,
    covers.length === 0 ? null : `covers ${covers.join(', ')}`,
    citation,
  ].filter((fact) => fact !== null);
  return `${facts.join('; ')}${noted(note)}${verified ? '' : ' (not verified)'}`;
}

export function deadlineText({ what, by }: ListEntry['deadlines'][number]): string {
  return `${by}: ${what}`;
}

export function exemptionText({
  vendor,
  holder,
  models,
  from,
  until,
  citation,
  note,
  verified,
}: ListEntry['exemptions'][number]): string {
  const which = models.length === 0 ? '' : ` ${models.map(({ mask }) => mask).join(', ')}`;
  const who = holder ?? vendor ?? 'any vendor';
  return `${who}${which}${range(from, until)}, ${citation}${noted(note)}${verified ? '' : ' (not verified)'}`;
}

/** `from 2026-08-20, DA 26-870: only utility-interactive inverters`: what holds from that day on. */
export function revisionText({ from, listedAs, condition, citation, note }: ListEntry['revisions'][number]): string {
  const changes = [listedAs === null ? null : `listed as ${listedAs}`, condition].filter((text) => text !== null);
  const start = `from ${from}${citation === null ? '' : `, ${citation}`}`;
  return `${start}${noted(changes.join('; '))}${note === null ? '' : ` (${note})`}`;
}

export function whichCompanyText({ listed, notListed }: NonNullable<ListEntry['whichCompany']>): string {
  return `listed: ${listed.join(', ')}; not listed: ${notListed.join(', ')}`;
}

function approvalsText({ id, checked, changesEvery }: BanList['approvals'][number]): string {
  return `${id}, checked ${checked}, changes about every ${changesEvery} days`;
}

function noted(note: string | null): string {
  return note === null || note === '' ? '' : `: ${note}`;
}

export function periodText({ from, until, citation }: ListEntry['periods'][number]): string {
  return `${range(from, until).trimStart()}${citation === null ? '' : `, ${citation}`}`;
}

function range(from: string | null, until: string | null): string {
  return `${from === null ? '' : ` from ${from}`}${until === null ? '' : ` until ${until}`}`;
}

/** What was found for a term. */
export function searchLines(hits: readonly SearchHit[], width: number): readonly string[] {
  if (hits.length === 0) return ['Nothing matches in lists or vendors. This does not clear the equipment.'];
  return hits.flatMap(({ vendor, name, met, designations }, index) => [
    ...(index === 0 ? [] : ['']),
    vendor === null ? name : `${name} (${vendor})`,
    ...indented(
      table(
        met.map((text, at) => [at === 0 ? 'met' : '', text]),
        width - 2,
      ),
    ),
    ...indented(
      table(
        designations.map(({ list, entry, listedAs }) => [
          list,
          entry === vendor || entry === list ? listedAs : `${listedAs} (entry ${entry})`,
        ]),
        width - 2,
      ),
    ),
    ...(designations.length === 0 ? ['  on no list'] : []),
  ]);
}
