import { IdTable } from '../core/asset.ts';
import { ATTENTION_LABELS, type Attention } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import { MATTERS, type Finding, type FindingDesignation, type Status } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { CELLS, type Cell } from './csv.ts';
import { BOM, csvLine } from './escape.ts';
import { kindsLeftOut, loosened } from './answer.ts';
import type { Law } from './law.ts';
import { assumedBy, conflictTexts, elsewhereTexts, grouped, joinParts, judgedBy, missingFacts } from './phrases.ts';
import type { ReportFormat } from './reporter.ts';

/** A file of data/forms. Names, clauses and deadlines of an official form are data, since they change. */
interface Form {
  readonly id: string;
  readonly title: string;
  readonly to: string;
  readonly lists: readonly string[];
  readonly clauses: readonly Record<'citation' | 'state', string>[];
  readonly clocks: readonly Record<'what' | 'due' | 'citation', string>[];
  /** `authority`: the provision that asks for it, or null; `from`: names of SOURCES, the first value counts. */
  readonly columns: readonly { header: string; authority: string | null; from: readonly string[]; missing: string }[];
}

/** What fills a column: the columns of csv by name and some more, for a finding with the one designation reported. */
export const SOURCES: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ...CELLS,
  ['category_cell', ({ asset }) => asset.category],
  ['model_matched', ({ evidence }) => evidence.find(({ kind }) => kind === 'model')?.matched],
  ['law', ({ designations }, law) => designations.flatMap(law.inShort).join('; ')],
  ['waiver', ({ designations }) => designations[0]?.waiver?.id],
]);

/** Statuses that are reported: a waiver lets a run pass and does not end the duty to report. */
const REPORTED: readonly Status[] = [...MATTERS, 'waived'];

const MOST_TO_CONFIRM = 10_000;

/**
 * A draft of an official form as CSV: the header, a notice (draft of what, due when), then one row for each finding of
 * its lists. Cells that the inventory cannot fill say REQUIRED; columns that the authority does not ask for begin with
 * `netvet:`. Rows that a person must confirm first stand last and say why. `text`: the form's file.
 */
export function draftOf(text: string): ReportFormat {
  const form = JSON.parse(text) as Form;
  const headers = form.columns.map(({ header, authority }) => (authority === null ? `netvet: ${header}` : header));
  const note = (text: string): string => csvLine([text, ...headers.map(() => '')]);
  return (_, { law }) => {
    const reported = new IdTable();
    const toConfirm: string[] = [];
    let more = 0;
    let saidFirst = new Set<string>();
    return {
      run(event) {
        const needed = form.lists.join(' or ');
        const why = `${form.id} reports findings of ${needed}, which this run does not check`;
        if (!event.lists.some(({ id }) => form.lists.includes(id))) throw new UserError(why, `add -l ${needed}`);
        const header = csvLine(['netvet: to confirm', ...headers]);
        const clauses = form.clauses.map(({ citation, state }) => `${citation} (${state})`);
        const due = form.clocks.map(({ what, due: when, citation }) => `${what} due ${when} (${citation})`);
        const notice = `DRAFT of ${form.title}, to ${form.to}: ${clauses.join('; ')}. ${due.join('; ')}`;
        saidFirst = new Set(event.gate.map(({ why }) => why));
        const gate = loosened(event.gate).map((text) => note(`note: ${text}`));
        return BOM + header + gate.join('') + note(`${notice}. Checked ${judgedBy(event)}`);
      },
      outcome({ findings }) {
        let lines = '';
        for (const finding of findings) {
          const row = rowOf(form, finding, law);
          if (row === null) continue;
          reported.set(finding.id, 1);
          if (row.isSure) lines += row.line;
          else if (toConfirm.length < MOST_TO_CONFIRM) toConfirm.push(row.line);
          else more += 1;
        }
        return lines;
      },
      summary(event, attention) {
        // Attention to a reported finding is already in its row. Of a kind that no row shows, all are counted.
        const isInRow = ({ finding }: Attention): boolean => finding !== null && reported.get(finding) > 0;
        const kindsInRows = new Set(attention.filter(isInRow).map(({ kind }) => kind));
        const others = attention.filter((item) => !isInRow(item) && !saidFirst.has(item.why));
        const isWrittenOut = ({ kind }: Attention): boolean => kind === 'gate' || kind === 'list-age';
        const byKind = groupsOf(others, (item) => (isWrittenOut(item) ? null : item.kind));
        const counts = Array.from(byKind, ([kind, { length }]) => {
          return [kind ?? '', kind === null || kindsInRows.has(kind) ? length : (event.attention[kind] ?? 0)] as const;
        });
        const notes = [
          ...(more === 0 ? [] : [`${grouped(more)} more to confirm: --format ndjson has all`]),
          ...elsewhereTexts(event),
          ...(byKind.get(null) ?? []).map((one) =>
            joinParts([`${ATTENTION_LABELS[one.kind]}: ${one.why}`, one.do || null], '; '),
          ),
          ...kindsLeftOut(Object.fromEntries(counts)),
        ];
        return toConfirm.join('') + notes.map((text) => note(`note: ${text}`)).join('');
      },
    };
  };
}

/** The row of a finding; null where it is not to be reported. `isSure`: only assumptions are left to confirm. */
function rowOf(form: Form, finding: Finding, law: Law) {
  const designation = finding.designations.find(
    ({ list, status, waiver }) =>
      form.lists.includes(list) && REPORTED.includes(status) && waiver?.because !== 'not-this-vendor',
  );
  if (designation === undefined) return null;
  const reported = { ...finding, status: designation.status, designations: [designation] };
  const doubts = doubtsOf(finding, designation);
  const reasons = [...doubts, ...assumedBy(law.of(designation)).map((text) => `${ATTENTION_LABELS.assumed}: ${text}`)];
  const cells = form.columns.map(({ from, missing }) => {
    const values = from.map((name) => SOURCES.get(name)?.(reported, law) ?? '');
    return String(values.find((value) => value !== '') ?? missing);
  });
  return { line: csvLine([reasons.join('; '), ...cells]), isSure: doubts.length === 0 };
}

/** A possible vendor, a missing fact and a contradiction are for a person to settle before anything is reported. */
function doubtsOf(finding: Finding, { status, needs, because, waiver }: FindingDesignation): readonly string[] {
  const isOpen = (waiver?.covers ?? status) === 'undetermined';
  return [
    ...conflictTexts(finding).map((text) => `${ATTENTION_LABELS.conflict}: ${text}`),
    finding.confidence === 'possible' ? `${ATTENTION_LABELS.possible}: whether it is this vendor` : null,
    isOpen ? `${ATTENTION_LABELS.undetermined}: ${missingFacts(needs).join(', ') || because}` : null,
    !isOpen && needs.length > 0 ? `${ATTENTION_LABELS['missing-fact']}: ${missingFacts(needs).join(', ')}` : null,
  ].filter((reason) => reason !== null);
}
