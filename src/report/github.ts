import { isOpen } from '../core/problem.ts';
import { answer, kindsLeftOut } from './answer.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { beginning, repositoryPath, visible, workflowData, workflowProperty } from './escape.ts';
import { saysText } from './law.ts';
import * as say from './phrases.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub shows ten annotations of a kind a step and drops the rest without a word. */
const MOST = 10;
/** Characters of an annotation, which a page shows on one or two lines. */
const MOST_TEXT = 200;
/** Findings that are held: known ones are among them, and are not annotated. */
const MOST_HELD = 1_000;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice', none: 'notice' } as const;

type Kind = (typeof COMMANDS)[keyof typeof COMMANDS];

/** Workflow commands: one sentence and a place of the strongest findings and problems, then the answer. */
export const github = atTheEnd({ findings: MOST_HELD }, (held) => {
  const fresh = held.findings.items.filter((finding) => finding.new !== false);
  const shown = fresh.slice(0, MOST).map((finding) => ofFinding(held, finding));
  const loose = held.attention.flatMap(({ kind, why }) => (kind === 'gate' ? why : []));
  const says = beginning(`looser than the default: ${loose.join('; ')}`, MOST_TEXT);
  const gate = loose.length === 0 ? [] : [ofRun('warning', says)];
  const room = MOST - countOf([...gate, ...shown], 'warning');
  const problems = held.problems.filter(isOpen).slice(0, room);
  const commands = [
    ...gate,
    ...shown,
    ...problems.map((one) => command(held, one, 'warning', [one.code, say.problemText(one)])),
  ];
  // They are the last that are held: where there are any, all others are.
  const known = fresh.length < held.findings.items.length ? held.findings.total - fresh.length : 0;
  const more = held.findings.total - known - shown.length;
  return [...commands, closing(held, commands, more, known)].join('');
});

const ofRun = (kind: Kind, text: string): string => `::${kind} title=netvet::${workflowData(text)}\n`;

const countOf = (commands: readonly string[], kind: Kind): number =>
  commands.filter((command) => command.startsWith(`::${kind} `)).length;

/** `Dahua, cam-yard-04: banned by us-ndaa-889; conflict: ...`: who, what, by which lists, on what evidence. */
function ofFinding(held: Collected, finding: Finding) {
  const text = [
    `${say.findingName(finding)}: ${finding.confidence}`,
    ...say.conflictTexts(finding).map((text) => `conflict: ${text}`),
    saysText(finding.designations.filter(({ status }) => status === finding.status)),
    ...say.evidenceTexts(finding),
  ];
  const title = `${say.thingName(finding)}: ${finding.status}`;
  return command(held, finding, COMMANDS[say.levelOf(finding)], [title, text.join('; ')]);
}

/** The answer, at the highest level that has not used up its ten annotations: GitHub hides the eleventh. */
function closing(held: Collected, commands: readonly string[], more: number, known: number): string {
  const { summary } = held;
  const parts = [
    answer(summary),
    ...(more > 0 ? [`${say.plural(more, 'more finding')} not annotated, see --format ndjson`] : []),
    ...(known > 0 ? [`${say.plural(known, 'known finding')} not annotated`] : []),
    ...kindsLeftOut(summary.attention),
    say.judgedBy(held.run),
  ];
  const kinds: readonly Kind[] = summary.exit.code === 0 ? ['notice', 'warning'] : ['error', 'notice', 'warning'];
  return ofRun(kinds.find((one) => countOf(commands, one) < MOST) ?? 'notice', parts.join('; '));
}

function command(
  { pathOf }: Collected,
  at: Pick<Finding, 'source' | 'line' | 'cell'>,
  kind: Kind,
  [title, message]: readonly [title: string, message: string],
): string {
  const file = `file=${workflowProperty(repositoryPath(at.source, pathOf))},`;
  const place = at.source === '-' ? '' : `${file}${at.line === null ? '' : `line=${at.line},`}`;
  // A sheet or a pointer stands in words: the command has a file and a line.
  const where = at.cell === null ? '' : `${say.placeName(at)}: `;
  const text = beginning(visible(`${where}${message}`), MOST_TEXT);
  return `::${kind} ${place}title=${workflowProperty(title)}::${workflowData(text)}\n`;
}
