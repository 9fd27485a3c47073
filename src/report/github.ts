import { isOpen } from '../core/problem.ts';
import { answer, kindsLeftOut, loosened } from './answer.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { cutTo, repositoryPath, visible, workflowData, workflowProperty } from './escape.ts';
import * as say from './phrases.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub shows ten annotations of a kind per step and silently drops the rest: these, and the answer. */
const MOST = 9;
/** Characters of an annotation, which a page shows on one or two lines. */
const MOST_TEXT = 200;
const KINDS = { error: 'error', warning: 'warning', note: 'notice', none: 'notice' } as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

/** Workflow commands: one for each of the strongest findings and problems, with its place, then the answer. */
export const github = atTheEnd({ findings: MOST }, (held) => {
  const { findings, summary } = held;
  const fresh = findings.items.filter((finding) => finding.new !== false);
  const all = [
    ...loosened(held.attention).map((text) => ofRun('warning', cutTo(text, MOST_TEXT))),
    ...fresh.map((finding) => {
      const title = `${say.thingName(finding)}: ${finding.status}`;
      return command(held, finding, KINDS[say.levelOf(finding)], [title, say.findingSentence(finding)]);
    }),
    ...held.problems.filter(isOpen).map((one) => command(held, one, 'warning', [one.code, say.problemText(one)])),
  ];
  const counts = { error: 0, warning: 0, notice: 0 };
  const shown = all.filter(({ kind }) => (counts[kind] += 1) <= MOST);
  const more = findings.total - fresh.length + all.length - shown.length;
  const left = `${say.plural(more, 'more finding or problem', 'more findings or problems')} not annotated`;
  const parts = [
    answer(summary),
    ...(more === 0 ? [] : [`${left}, see --format ndjson`]),
    ...kindsLeftOut(summary.attention),
    say.judgedBy(held.run),
  ];
  const closing = ofRun(summary.exit.code === 0 ? 'notice' : 'error', parts.join('; '));
  return [...shown, closing].map(({ text }) => text).join('');
});

function ofRun(kind: Kind, text: string) {
  return { kind, text: `::${kind} title=netvet::${workflowData(text)}\n` };
}

function command(
  { options: { pathOf } }: Collected,
  at: Pick<Finding, 'source' | 'line' | 'cell'>,
  kind: Kind,
  [title, message]: readonly [title: string, message: string],
) {
  const file = `file=${workflowProperty(repositoryPath(at.source, pathOf))},`;
  const place = at.source === '-' ? '' : `${file}${at.line === null ? '' : `line=${at.line},`}`;
  // A sheet or a JSON pointer is part of the text: a command has only a file and a line.
  const where = at.cell === null ? '' : `${say.placeName(at)}: `;
  const shown = cutTo(visible(`${where}${message}`), MOST_TEXT);
  return { kind, text: `::${kind} ${place}title=${workflowProperty(title)}::${workflowData(shown)}\n` };
}
