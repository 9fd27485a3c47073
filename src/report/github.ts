import { isOpen } from '../core/problem.ts';
import { answer, kindsLeftOut, loosened } from './answer.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { cutTo, repositoryPath, visible, workflowData, workflowProperty } from './escape.ts';
import { statusText } from './law.ts';
import * as say from './phrases.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub shows ten annotations of a kind per step and silently drops the rest. */
const MOST = 10;
/** Characters of an annotation, which a page shows on one or two lines. */
const MOST_TEXT = 200;
/** Findings held: those in the baseline are among them and get no annotation. */
const MOST_HELD = 1_000;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice', none: 'notice' } as const;

type Kind = (typeof COMMANDS)[keyof typeof COMMANDS];
/** How many more annotations of each kind GitHub shows; 0 or less: none. */
type Room = Record<Kind, number>;

/** Workflow commands: one for each of the strongest findings and problems, with its place, then the answer. */
export const github = atTheEnd({ findings: MOST_HELD }, (held) => {
  const fresh = held.findings.items.filter((finding) => finding.new !== false);
  const gate = loosened(held.attention).map((text) => runCommand('warning', cutTo(text, MOST_TEXT)));
  const room: Room = { error: MOST, warning: MOST - gate.length, notice: MOST };
  const thatFit = (commands: readonly string[]) => commands.filter((one) => (room[kindOf(one)] -= 1) >= 0);
  const findings = thatFit(fresh.slice(0, MOST).map((finding) => findingCommand(held, finding)));
  const open = held.problems.filter(isOpen).slice(0, MOST);
  const problems = thatFit(open.map((one) => command(held, one, 'warning', [one.code, say.problemText(one)])));
  const waived = held.problems.filter(({ severity, waiver }) => severity === 'error' && waiver !== null).length;
  // Findings in the baseline rank last: where one is held, all the others are held too.
  const inBaseline = fresh.length < held.findings.items.length ? held.findings.total - fresh.length : 0;
  const left = [
    leftOf(held.findings.total - inBaseline - findings.length, 'more finding', ', see --format ndjson'),
    leftOf(held.summary.problems.error - waived - problems.length, 'more problem', ', see --format ndjson'),
    leftOf(inBaseline, 'known finding'),
  ];
  return [...gate, ...findings, ...problems, closing(held, room, left.flat())].join('');
});

const leftOf = (count: number, what: string, where = ''): readonly string[] =>
  count > 0 ? [`${say.plural(count, what)} not annotated${where}`] : [];

const runCommand = (kind: Kind, text: string): string => `::${kind} title=netvet::${workflowData(text)}\n`;

const kindOf = (command: string): Kind => command.slice(2, command.indexOf(' ')) as Kind;

/** `Dahua, cam-yard-04: confirmed; banned by us-ndaa-889; ...`: what, how sure, by which lists, on what evidence. */
function findingCommand(held: Collected, finding: Finding) {
  const text = [
    `${say.findingName(finding)}: ${finding.confidence}`,
    ...say.conflictTexts(finding).map((text) => `conflict: ${text}`),
    statusText(finding.designations.filter(({ status }) => status === finding.status)),
    ...say.evidenceTexts(finding),
  ];
  const title = `${say.thingName(finding)}: ${finding.status}`;
  return command(held, finding, COMMANDS[say.levelOf(finding)], [title, text.join('; ')]);
}

/** The answer, at the first level that has not used up its ten annotations: GitHub hides the eleventh. */
function closing(held: Collected, room: Room, left: readonly string[]): string {
  const { summary } = held;
  const parts = [answer(summary), ...left, ...kindsLeftOut(summary.attention), say.judgedBy(held.run)];
  const kinds: readonly Kind[] = summary.exit.code === 0 ? ['notice', 'warning'] : ['error', 'notice', 'warning'];
  return runCommand(kinds.find((one) => room[one] > 0) ?? 'notice', parts.join('; '));
}

function command(
  { pathOf }: Collected,
  at: Pick<Finding, 'source' | 'line' | 'cell'>,
  kind: Kind,
  [title, message]: readonly [title: string, message: string],
): string {
  const file = `file=${workflowProperty(repositoryPath(at.source, pathOf))},`;
  const place = at.source === '-' ? '' : `${file}${at.line === null ? '' : `line=${at.line},`}`;
  // A sheet or a JSON pointer is part of the text: a command has only a file and a line.
  const where = at.cell === null ? '' : `${say.placeName(at)}: `;
  const text = cutTo(visible(`${where}${message}`), MOST_TEXT);
  return `::${kind} ${place}title=${workflowProperty(title)}::${workflowData(text)}\n`;
}
