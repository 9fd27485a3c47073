import { ATTENTION_LABELS } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import { MATTERS, type Finding, type FindingDesignation, type Status } from '../core/finding.ts';
import { CELLS } from './csv.ts';
import { BOM, csvLine } from './escape.ts';
import { kindsLeftOut, loosened } from './answer.ts';
import type { Law } from './law.ts';
import { assumedBy, conflictTexts, elsewhereTexts, joinParts, judgedBy } from './phrases.ts';
import type { ReportFormat } from './reporter.ts';

/** A file of data/forms. Names, clauses and deadlines of an official form are data, since they change. */
interface Form {
  readonly id: string;
  readonly title: string;
  readonly to: string;
  readonly lists: readonly string[];
  readonly clauses: readonly Record<'citation' | 'state', string>[];
  readonly clocks: readonly Record<'what' | 'due' | 'citation', string>[];
  /** `authority`: the provision that asks for it, or null; `from`: columns of csv, the first value counts. */
  readonly columns: readonly { header: string; authority: string | null; from: readonly string[]; missing: string }[];
}

const CELL_OF = new Map(CELLS);

/** Statuses that are reported: a waiver lets a run pass and does not end the duty to report. */
const REPORTED: readonly Status[] = [...MATTERS, 'waived'];

/**
 * A draft of an official form as CSV: the header, a notice (draft of what, due when), then one row for each finding of
 * its lists. Cells that the inventory cannot fill say REQUIRED; columns that the authority does not ask for begin with
 * `netvet:`. The first says what a person must confirm. `text`: the form's file.
 */
export function draftOf(text: string): ReportFormat {
  const form = JSON.parse(text) as Form;
  const headers = form.columns.map(({ header, authority }) => (authority === null ? `netvet: ${header}` : header));
  const lineOf = (text: string): string => csvLine([text, ...headers.map(() => '')]);
  const note = (text: string): string => lineOf(`note: ${text}`);
  return (_, { law }) => ({
    run(event) {
      const needed = form.lists.join(' or ');
      const why = `${form.id} reports findings of ${needed}, which this run does not check`;
      if (!event.lists.some(({ id }) => form.lists.includes(id))) throw new UserError(why, `add -l ${needed}`);
      const header = csvLine(['netvet: to confirm', ...headers]);
      const clauses = form.clauses.map(({ citation, state }) => `${citation} (${state})`);
      const due = form.clocks.map(({ what, due: when, citation }) => `${what} due ${when} (${citation})`);
      const notice = `DRAFT of ${form.title}, to ${form.to}: ${clauses.join('; ')}. ${due.join('; ')}`;
      return BOM + header + loosened(event.gate).map(note).join('') + lineOf(`${notice}. Checked ${judgedBy(event)}`);
    },
    outcome: ({ findings }) => findings.map((finding) => rowOf(form, finding, law)).join(''),
    summary(event, attention) {
      const notes = [
        ...elsewhereTexts(event),
        ...loosened(attention).filter((text) => !loosened(law.run.gate).includes(text)),
        ...attention
          .filter(({ kind }) => kind === 'list-age')
          .map(({ why, do: advice }) => joinParts([why, advice], '; ')),
        ...kindsLeftOut(event.attention),
      ];
      return notes.map(note).join('');
    },
  });
}

/** The row of a finding; empty where it is not to be reported. */
function rowOf(form: Form, finding: Finding, law: Law): string {
  const designation = finding.designations.find(
    ({ list, status, waiver }) =>
      form.lists.includes(list) && REPORTED.includes(status) && waiver?.because !== 'not-this-vendor',
  );
  if (designation === undefined) return '';
  const reported = { ...finding, status: designation.status, designations: [designation] };
  const cells = form.columns.map(({ from, missing }) => {
    const values = from.map((name) => CELL_OF.get(name)?.(reported, law) ?? '');
    return String(values.find((value) => value !== '') ?? missing);
  });
  return csvLine([doubtsOf(finding, designation, law).join('; '), ...cells]);
}

/** What a person must settle before it is reported: a contradiction, a possible vendor, what is missing or assumed. */
function doubtsOf(finding: Finding, designation: FindingDesignation, law: Law): readonly string[] {
  const { status, needs, because, waiver } = designation;
  const isOpen = (waiver?.covers ?? status) === 'undetermined';
  const facts = needs.join(', ');
  return [
    ...conflictTexts(finding).map((text) => `${ATTENTION_LABELS.conflict}: ${text}`),
    finding.confidence === 'possible' ? `${ATTENTION_LABELS.possible}: whether it is this vendor` : null,
    isOpen ? `${ATTENTION_LABELS.undetermined}: ${facts === '' ? because : `it depends on ${facts}`}` : null,
    !isOpen && facts !== '' ? `${ATTENTION_LABELS['missing-fact']}: ${facts}` : null,
    ...assumedBy(law.of(designation)).map((text) => `${ATTENTION_LABELS.assumed}: ${text}`),
  ].filter((reason) => reason !== null);
}
