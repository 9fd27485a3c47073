import type { Finding, FindingDesignation, Status } from '../../core/finding.ts';
import { conflictLine, designationLine, evidenceLine, grouped, thingName } from '../phrases.ts';
import { displayWidth, fit, fitEnd, pad } from '../width.ts';
import type { Collected } from './collect.ts';
import type { Group } from './group.ts';
import type { Page } from './page.ts';

/** Columns of a cell that a person needs to see why it counts. */
const SEEN = 44;
const SAME = 'same evidence';

interface Cells {
  readonly finding: Finding;
  readonly place: string;
  readonly grade: string;
  readonly asset: readonly string[];
  readonly notes: readonly string[];
}

/** The strongest findings of a group, one or two lines each, and how many more there are. */
export function rowLines(page: Page, collected: Collected, group: Group): string[] {
  const rows = group.strongest.items.map((finding) => cellsOf(page, collected, group, finding));
  const place = Math.min(page.narrow ? 14 : 28, widest(rows.map((row) => row.place)));
  const grade = widest(rows.map((row) => row.grade));
  const lines = rows.flatMap((row, index) => rowText(page, repeats(row, rows[index - 1]), place, grade));
  const { more } = group.strongest;
  if (more === 0) return lines;
  return [
    ...lines,
    ...page.paragraph(`${page.marks.more} and ${grouped(more)} more; --format ndjson has them all`, 2, page.chalk.dim),
  ];
}

/** The same evidence again is said in two words: what differs between the rows is easier to see then. */
function repeats(row: Cells, above: Cells | undefined): Cells {
  if (row.asset.length === 0 || above === undefined || row.notes.join('\n') !== above.notes.join('\n')) return row;
  return { ...row, notes: [SAME] };
}

function cellsOf(page: Page, collected: Collected, group: Group, finding: Finding): Cells {
  const { status, confidence } = finding;
  return {
    finding,
    place: page.show(collected.place(finding)),
    grade: status === 'banned' ? confidence : `${confidence}, ${status}`,
    asset: assetParts(page, finding).map((part) => page.show(part)),
    notes: [...evidence(page, finding), ...notes(page, collected.thingOf(finding) ?? group, finding)].map((note) =>
      page.show(note),
    ),
  };
}

/** What names the asset, the most telling first. */
function assetParts(page: Page, finding: Finding): string[] {
  const { asset, quantity } = finding;
  const { groupBy } = page.options;
  const serial = asset.serial ?? asset.gponSerial;
  return [
    groupBy === 'vendor' ? null : thingName(finding),
    asset.hostname ?? asset.assetTag ?? asset.ip,
    asset.model ?? asset.partNumber,
    quantity > 1 ? `${grouped(quantity)} pieces` : null,
    serial === undefined ? null : `SN ${serial}`,
    groupBy === 'site' ? null : asset.site,
  ].filter((part) => typeof part === 'string' && part.trim() !== '') as string[];
}

/** As many parts as fit, the first always. */
function assetText(page: Page, parts: readonly string[], room: number): string {
  let text = fit(parts[0] ?? '', room, page.marks.more);
  for (const part of parts.slice(1)) {
    const longer = text + page.marks.dot + part;
    if (displayWidth(longer) <= room) text = longer;
  }
  return text;
}

function evidence(page: Page, finding: Finding): string[] {
  const lines = finding.evidence.map((item) =>
    evidenceLine({ ...item, seen: fit(item.seen, SEEN, page.marks.more) }, finding),
  );
  const [first, ...rest] = lines;
  if (first === undefined || page.options.verbose) return lines;
  return [rest.length === 0 ? first : `${first} (+${rest.length} more)`];
}

/** Conflict, what a list says of this row and not of most, and whether it is in the baseline. */
function notes(page: Page, thing: Group, finding: Finding): string[] {
  const conflict = conflictLine(finding);
  return [
    ...(conflict === null ? [] : [`${page.marks.warn} ${conflict}`]),
    ...finding.designations
      .filter((designation) => !isUsual(thing, designation, finding.status))
      .map((designation) => designationLine(designation)),
    ...(finding.new === null ? [] : [finding.new ? 'new: not in the baseline' : 'known: in the baseline']),
  ];
}

/**
 * Said of the vendor or category: what most of its rows hear, and where they do not all hear the same, a plain status
 * like the row's own.
 */
function isUsual(thing: Group, designation: FindingDesignation, status: Status): boolean {
  const saying = thing.sayings.get(`${designation.list} ${designation.entry}`);
  const line = designationLine(designation);
  if (saying !== undefined && saying.statuses.size > 1) return line === `${designation.list}: ${status}`;
  const usual = saying === undefined ? null : thing.usual(saying);
  return usual !== null && designationLine(usual) === line;
}

function rowText(page: Page, { finding, place, grade, asset, notes }: Cells, placeWidth: number, gradeWidth: number) {
  const paint = finding.fails ? page.chalk.red : page.chalk.yellow;
  const at = pad(fitEnd(place, placeWidth, page.marks.more), placeWidth);
  const indent = page.narrow ? 4 : placeWidth + gradeWidth + 6;
  const first = `  ${at}  ${paint(pad(grade, gradeWidth))}`;
  const [why = '', ...others] = notes;
  const under = (texts: readonly string[]) => texts.flatMap((text) => page.paragraph(text, indent));
  if (asset.length === 0) return [`${first}  ${under([why]).join('\n').trimStart()}`, ...under(others)];
  const room = page.width - indent;
  const beside = room - SAME.length - 2;
  // What is the same may go to a line of its own; the name of the asset is not cut for it.
  if (why === SAME && !page.narrow && displayWidth(asset[0] ?? '') <= beside) {
    const named = assetText(page, asset, beside);
    return [`${first}  ${page.chalk.bold(named)}  ${page.chalk.dim(SAME)}`];
  }
  const named = assetText(page, asset, room);
  if (page.narrow) return [first, `${' '.repeat(indent)}${page.chalk.bold(named)}`, ...under(notes)];
  if (page.wide && displayWidth(named) + displayWidth(why) + 2 <= room)
    return [`${first}  ${page.chalk.bold(named)}  ${why}`, ...under(others)];
  return [`${first}  ${page.chalk.bold(named)}`, ...under(notes)];
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
