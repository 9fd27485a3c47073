import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Explained, ExplainedIdentification } from '../../app/explain.ts';
import { UserError } from '../../core/errors.ts';
import {
  EVIDENCE_KINDS,
  STATUSES,
  thingId,
  type Conflict,
  type EvidenceKind,
  type Identification,
} from '../../core/finding.ts';
import { groupsOf } from '../../core/groups.ts';
import type { MetReport } from '../../identify/explain.ts';
import { assumedBy, days, exemptionText, listingText, placeName, relationTo, ruleText } from '../../report/phrases.ts';
import { wrap } from '../../report/width.ts';
import type { Context } from '../context.ts';
import { configOptions, optionsOfGroup, withOptions } from '../options.ts';
import { answer, facts, formatOption, indented, table } from '../output/print.ts';
import { applySettings, decidedBy } from '../settings.ts';

/** `netvet explain`: what every kind of evidence made of a text or a row, and why. */
export function addExplain(program: Command, context: Context): void {
  const command = program
    .command('explain')
    .description('what netvet makes of a text or of one row of an inventory, and why')
    .argument(
      '<TEXT|FILE:LINE>',
      'a text, tried as every field; or a row, as reports name it: FILE:SHEET!ROW, FILE#/POINTER',
    );
  withOptions(command, 'Reading:', optionsOfGroup('reading'));
  withOptions(command, 'Judging:', optionsOfGroup('judging'));
  withOptions(command, 'Options:', [...configOptions(), formatOption()]);
  command.action(async (subject: string) => {
    const { explainRow, explainText, parsePlace } = await import('../../app/explain.ts');
    const { findInputs } = await import('../../app/inputs.ts');
    await applySettings(command, context);
    const options = decidedBy(command, context.host.today);
    if (subject.trim() === '') throw new UserError('nothing to explain', 'netvet explain "HUAWEI S5720-28X"');
    const isThere = (path: string): boolean => isFile(resolve(context.io.cwd, path));
    if (isThere(subject))
      throw new UserError(`${subject} is a file`, `to explain a line of it: netvet explain ${subject}:LINE`);
    const place = parsePlace(subject, isThere);
    const explained =
      place === null
        ? await explainText(subject, options, context.host)
        : [await explainRow(await findInputs([place.path], context.host), place.at, options, context.host)];
    await answer(command, context, explained, explainedLines);
  });
}

/** False also where no file can be: a text may be too long for a name, or lead through a file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Who it is and why, what every kind of evidence made of it, then what the lists say. */
function explainedLines(all: readonly Explained[], width: number): readonly string[] {
  const each = all.flatMap((one) => one.identifications.map((identified) => ({ one, identified })));
  const found = [...groupsOf(each, ({ identified }) => keyOf(identified.identification)).values()];
  const nobody = found.length === 0 ? ['No vendor recognised. This does not clear the equipment.'] : [];
  return [
    ...all.flatMap((one) => rowLines(one, width)),
    ...nobody,
    ...found.flatMap((group, index) => [...(index === 0 ? [] : ['']), ...whoLines(group, width)]),
    ...kindLines(all, width),
    ...found.flatMap((group) => lawLines(group, width)),
  ];
}

type Found = readonly [FoundIn, ...FoundIn[]];

interface FoundIn {
  readonly one: Explained;
  readonly identified: ExplainedIdentification;
}

/** How the row was read: each column, what it feeds, what stands there. */
function rowLines({ row, cells }: Explained, width: number): readonly string[] {
  if (row === null) return [];
  const rows = cells.map(({ column, fields, text }) => [column, fields.join(' + '), text ?? 'not read, not shown']);
  return [placeName(row), ...indented(table(rows, width - 2)), ''];
}

/** Who it is, and under which fields a text would say so. */
function whoLines(group: Found, width: number): readonly string[] {
  const { identification } = group[0].identified;
  const outcomes = groupsOf(group, ({ identified: { identification: own, status, grounds } }) =>
    JSON.stringify([own.confidence, status, grounds, own.conflict]),
  );
  const rows = [...outcomes.values()].flatMap((same) => {
    const { identification: own, status, grounds } = same[0].identified;
    const { conflict } = own;
    return [
      [`${own.confidence}, ${status ?? 'on no chosen list'}`, `${grounds}${triedAs(same.map(({ one }) => one))}`],
      ...(conflict === null ? [] : [['conflict', `${conflict.column} says ${namedBy(conflict)}`]]),
    ];
  });
  return [nameOf(identification), ...indented(table(rows, width - 2))];
}

/** The vendor that a cell names, and the cell where it says more than that. */
function namedBy({ vendor, seen }: Conflict): string {
  return vendor === null ? seen : `${vendor} (${seen})`;
}

function triedAs(all: readonly Explained[]): string {
  const fields = all.flatMap(({ as }) => as ?? []);
  return fields.length === 0 ? '' : ` (as ${fields.join(', ')})`;
}

function nameOf({ vendor, category }: Identification): string {
  if (vendor === null) return `${category?.name ?? ''} (a category)`;
  const { id, name, affiliate } = vendor;
  return affiliate === null
    ? `${name} (${id})`
    : `${affiliate.name} (${id}/${affiliate.id}), ${relationTo(name, affiliate.relation)}`;
}

function keyOf({ vendor, category }: Identification): string {
  return vendor === null ? (category?.id ?? '') : `${vendor.id}/${vendor.affiliate?.id ?? ''}`;
}

/** What matched and what nearly did, in the order of the kinds, then the kinds that found nothing. */
function kindLines(all: readonly Explained[], width: number): readonly string[] {
  const matched = EVIDENCE_KINDS.flatMap((kind) => metRows(kind, all));
  const near = EVIDENCE_KINDS.flatMap((kind) => nearRows(kind, all));
  const spoke = new Set([...matched, ...near].map(([kind]) => kind));
  const silent = EVIDENCE_KINDS.filter((kind) => !spoke.has(kind));
  const looked = silent.filter((kind) => all.some((one) => hasCells(kind, one)));
  const blind = silent.filter((kind) => !looked.includes(kind));
  const none = [
    ...(looked.length === 0 ? [] : [`no match: ${looked.join(', ')}`]),
    ...(blind.length === 0 ? [] : [`no cell to look at: ${blind.join(', ')}`]),
  ];
  // A text is tried as every field: of some it is none.
  const unread = all.flatMap(({ as, cells }) =>
    as === null
      ? cells.flatMap(({ column, text, unread: kind }) => (kind === null ? [] : [[column, text ?? '', kind]]))
      : [],
  );
  return [
    ...titled('Not understood, so it judges no row', indented(table(unread, width - 2))),
    ...titled('What matched', indented(table(matched, width - 2))),
    ...titled('What nearly matched', indented(table(near, width - 2))),
    ...(none.length === 0 ? [] : ['', ...wrap(`By other kinds of evidence: ${none.join('; ')}`, width)]),
  ];
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function hasCells(kind: EvidenceKind, { looked }: Explained): boolean {
  return looked.some((one) => one.kind === kind && one.at.length > 0);
}

/** A cell, or the fields a text was tried as, that said the same. */
function placeOf({ as }: Explained, column: string): readonly string[] {
  return as === null ? [column] : as;
}

function saidBy<T>(
  kind: EvidenceKind,
  all: readonly Explained[],
  of: (report: Explained['cells'][number]['kinds'][number]) => readonly T[],
) {
  const reports = all.flatMap((one) =>
    one.cells.flatMap(({ column, kinds }) =>
      kinds
        .filter((report) => report.kind === kind)
        .flatMap((report) => of(report).map((own) => ({ report: own, at: placeOf(one, column) }))),
    ),
  );
  const groups = groupsOf(reports, ({ report: own }) => JSON.stringify(own));
  return Array.from(groups.values(), (same) => ({
    report: same[0].report,
    at: [...new Set(same.flatMap(({ at }) => at))],
  }));
}

function metRows(kind: EvidenceKind, all: readonly Explained[]): readonly (readonly string[])[] {
  return saidBy(kind, all, ({ met }) => met).map(({ report, at }) => [kind, `${at.join(', ')} ${matchText(report)}`]);
}

/** `"Dahua Technology" matches Dahua Technology Company: dahua, confirmed, because ...`. */
function matchText({ points, matched, seen, confidence, why, uncounted }: MetReport): string {
  const place = seen === matched ? `"${seen}"` : `"${seen}" matches ${matched}`;
  return `${place}: ${points}, ${confidence}: ${why}${uncounted === null ? '' : `; does not count: ${uncounted}`}`;
}

function nearRows(kind: EvidenceKind, all: readonly Explained[]): readonly (readonly string[])[] {
  return saidBy(kind, all, ({ near }) => near).map(({ report, at }) => [kind, `${at.join(', ')}\: ${report}`]);
}

/** What the chosen lists say of one vendor or category, and which others would. */
function lawLines(group: Found, width: number): readonly string[] {
  const [first] = group;
  const { identification, others } = first.identified;
  const all = group.flatMap(({ identified }) => identified.designations);
  const designations = Array.from(groupsOf(all, (one) => JSON.stringify(one)).values(), ([one]) => one);
  const rest = STATUSES.flatMap((status) => {
    const lists = new Set(others.filter((other) => other.status === status).map(({ list }) => list));
    return lists.size === 0 ? [] : [`${status} by ${[...lists].join(', ')}`];
  });
  const name = identification.vendor?.affiliate?.name ?? identification.vendor?.name ?? identification.category?.name;
  return [
    '',
    `What the lists say of ${name ?? ''} on ${first.one.asOf}`,
    ...indented([
      ...facts(
        designations.map((designation) => [
          designation.list,
          designationText(designation, thingId(identification), first.one.asOf),
        ]),
        width - 2,
      ),
      ...(designations.length === 0 ? ['none of the chosen lists names it'] : []),
      ...(rest.length === 0 ? [] : wrap(`Of the lists that were not chosen: ${rest.join('; ')}`, width - 2)),
    ]),
  ];
}

function designationText(
  designation: ExplainedIdentification['designations'][number],
  thing: string,
  asOf: string,
): string {
  const { entry, status, because, needs, daysLeft, exemption, text } = designation;
  return [
    `${status}: listed as ${text.as}${entry === thing ? '' : ` (entry ${entry})`}`,
    daysLeft === null ? null : `in ${days(daysLeft)}`,
    because,
    needs.length === 0 ? null : `needs ${needs.join(', ')}`,
    exemption === null ? null : exemptionText(exemption),
    listingText(text, asOf),
    ...text.rules.map((rule) => ruleText(rule, asOf)),
    ...assumedBy(text).map((assumed) => `assumed: ${assumed}`),
    text.citation,
    text.verified ? null : 'not verified',
  ]
    .filter((part) => part !== null)
    .join(', ');
}
