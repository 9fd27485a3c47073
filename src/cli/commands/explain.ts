import type { Command } from 'commander';
import type { Explained } from '../../app/explain.ts';
import { trying, UserError } from '../../core/errors.ts';
import { EVIDENCE_KINDS, STATUSES, thingId, type Identification } from '../../core/finding.ts';
import { groupsOf } from '../../core/groups.ts';
import type { MatchReport } from '../../identify/explain.ts';
import { inShort } from '../../report/law.ts';
import * as say from '../../report/phrases.ts';
import { wrap } from '../../report/width.ts';
import type { Context } from '../context.ts';
import { configOptions, optionsOfGroup, withOptions } from '../options.ts';
import { answer, facts, formatOption, section, table, tableBelow } from '../output/print.ts';
import { applySettings } from '../settings.ts';

/** `netvet explain`: what every kind of evidence made of a text or a row, and why. */
export function addExplain(program: Command, context: Context): void {
  const command = program
    .command('explain')
    .description('what netvet makes of a text or of one row of an inventory, and why')
    .argument(
      '<TEXT|FILE:LINE>',
      'a text, tried as every field; or a row, as reports name it: FILE:SHEET!ROW, FILE#/POINTER',
    );
  const deciding = [...optionsOfGroup('reading'), ...optionsOfGroup('judging')];
  withOptions(command, [...deciding, ...configOptions(), formatOption()]);
  command.action(async (subject: string) => {
    const { explainRow, explainText, parsePlace } = await import('../../app/explain.ts');
    const { findInputs } = await import('../../app/inputs.ts');
    const options = await applySettings(command, context);
    if (subject.trim() === '') throw new UserError('nothing to explain', 'netvet explain "HUAWEI S5720-28X"');
    // Throws for a text that is too long for a path, or leads through a file.
    const isThere = (path: string): boolean => trying(() => typeof context.host.files.sizeOf(path) === 'number', false);
    const place = parsePlace(subject, isThere);
    const file = place === null ? [subject, subject.replace(/[#:]\S*$/, '')].find(isThere) : undefined;
    if (file !== undefined) throw new UserError(`${file} is a file`, 'to explain a row: FILE:LINE, or FILE#/POINTER');
    const explained =
      place === null
        ? await explainText(subject, options, context.host)
        : [await explainRow(await findInputs([place.path], context.host), place.at, options, context.host)];
    await answer(command, context, explained, explainedLines);
  });
}

function explainedLines(all: readonly Explained[], width: number): readonly string[] {
  const each = all.flatMap((explained) => explained.identifications.map((one) => ({ ...one, explained })));
  const found = [...groupsOf(each, ({ identification }) => nameOf(identification)).values()];
  return [
    ...all.flatMap((one) => rowLines(one, width)),
    ...(found.length === 0 ? ['No vendor recognised. This does not clear the equipment.'] : []),
    ...found.flatMap((group, index) => [...(index === 0 ? [] : ['']), ...whoLines(group, width)]),
    ...kindLines(all, width),
    ...found.flatMap((group) => lawLines(group, width)),
  ];
}

type Found = Explained['identifications'][number] & { readonly explained: Explained };

function rowLines({ row, cells }: Explained, width: number): readonly string[] {
  if (row === null) return [];
  const rows = cells.map(({ column, fields, text }) => [column, fields.join(' + '), text ?? 'not read, not shown']);
  return [say.placeName(row), ...tableBelow(rows, width), ''];
}

function whoLines(group: readonly [Found, ...Found[]], width: number): readonly string[] {
  const outcomes = groupsOf(group, ({ identification: { confidence, conflict }, status, grounds }) =>
    JSON.stringify([confidence, status, grounds, conflict]),
  );
  const rows = Array.from(outcomes.values(), (same) => {
    const [{ identification, status, grounds }] = same;
    const fields = same.flatMap(({ explained }) => explained.as ?? []);
    const as = fields.length === 0 ? '' : ` (as ${fields.join(', ')})`;
    const first = [`${identification.confidence}, ${status ?? 'on no chosen list'}`, `${grounds}${as}`];
    return [first, ...say.conflictTexts(identification).map((text) => ['conflict', text])];
  });
  return [nameOf(group[0].identification), ...tableBelow(rows.flat(), width)];
}

function nameOf({ vendor, category }: Identification): string {
  if (vendor === null) return `${category?.name ?? ''} (a category)`;
  const { id, name, affiliate } = vendor;
  // A vendor that no vendor file describes has no id.
  if (affiliate === null) return id === '' ? name : `${name} (${id})`;
  return `${affiliate.name} (${id}/${affiliate.id}), ${say.relationTo(name, affiliate.relation)}`;
}

function kindLines(all: readonly Explained[], width: number): readonly string[] {
  const matched = rowsByKind(all, ({ matches }) => matches.map(matchText));
  const near = rowsByKind(all, (kind) => kind.near.map((text) => `: ${text}`));
  const shown = new Set<string | undefined>([...matched, ...near].map(([kind]) => kind));
  const looked = new Set(all.flatMap(({ cells }) => cells.flatMap((cell) => cell.looked)));
  const silent = groupsOf(
    EVIDENCE_KINDS.filter((kind) => !shown.has(kind)),
    (kind) => (looked.has(kind) ? 'without a match' : 'without a cell to look at'),
  );
  const none = Array.from(silent, ([why, kinds]) => `${why}: ${kinds.join(', ')}`).join('; ');
  // A text is tried as every field: as some it cannot be understood.
  const cells = all.flatMap((one) => (one.as === null ? one.cells : []));
  const unread = cells.flatMap(({ column, text, unread: kind }) => (kind === null ? [] : [[column, text ?? '', kind]]));
  return [
    ...section('Not understood, so it judges no row', table(unread, width - 2)),
    ...section('What matched', table(matched, width - 2)),
    ...section('What nearly matched', table(near, width - 2)),
    ...(none === '' ? [] : ['', ...wrap(`Kinds of evidence ${none}`, width)]),
  ];
}

type KindReport = Explained['cells'][number]['kinds'][number];

function rowsByKind(all: readonly Explained[], textsOf: (report: KindReport) => readonly string[]) {
  return EVIDENCE_KINDS.flatMap((kind) => {
    const found = all.flatMap(({ as, cells }) =>
      cells.flatMap(({ column, kinds }) => {
        const at: readonly string[] = as ?? [column];
        return kinds.flatMap((one) => (one.kind === kind ? textsOf(one).map((text) => ({ text, at })) : []));
      }),
    );
    const byText = groupsOf(found, ({ text }) => text);
    return Array.from(byText, ([text, same]) => [kind, [...new Set(same.flatMap(({ at }) => at))].join(', ') + text]);
  });
}

/** `"Dahua Technology" matches Dahua Technology Company: dahua, confirmed, because ...`. */
function matchText({ points, matched, seen, confidence, why, uncounted }: MatchReport): string {
  const place = seen === matched ? `"${seen}"` : `"${seen}" matches ${matched}`;
  return ` ${place}: ${points}, ${confidence}: ${why}${uncounted === null ? '' : `; does not count: ${uncounted}`}`;
}

function lawLines(group: readonly [Found, ...Found[]], width: number): readonly string[] {
  const [{ identification, others, explained }] = group;
  const all = group.flatMap(({ designations }) => designations);
  const designations = Array.from(groupsOf(all, (one) => JSON.stringify(one)).values(), ([one]) => one);
  const rest = STATUSES.flatMap((status) => {
    const lists = new Set(others.filter((other) => other.status === status).map(({ list }) => list));
    return lists.size === 0 ? [] : [`${status} by ${[...lists].join(', ')}`];
  });
  const thing = thingId(identification);
  const rows = designations.map((one) => [one.list, designationText(one, thing, explained.asOf)] as const);
  return section(`What the lists say of ${say.thingName(identification)} on ${explained.asOf}`, [
    ...facts(rows, width - 2),
    ...(rows.length === 0 ? ['none of the chosen lists names it'] : []),
    ...(rest.length === 0 ? [] : wrap(`Of the lists that were not chosen: ${rest.join('; ')}`, width - 2)),
  ]);
}

function designationText({ text, ...one }: Found['designations'][number], thing: string, asOf: string): string {
  const as = `listed as ${text.as}${one.entry === thing ? '' : ` (entry ${one.entry})`}`;
  return say.designationText(one, () => [as, ...inShort(text, asOf)]);
}
