import { isOpen } from '../core/problem.ts';
import { answer, kindsLeftOut } from './answer.ts';
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

/** Workflow commands: one for each of the strongest findings and problems, with its place, then the answer. */
export const github = atTheEnd({ findings: MOST_HELD }, (held) => {
  const fresh = held.findings.items.filter((finding) => finding.new !== false);
  const loosened = held.attention.flatMap(({ kind, why }) => (kind === 'gate' ? why : []));
  const gateText = cutTo(`looser than the default: ${loosened.join('; ')}`, MOST_TEXT);
  const gate = loosened.length === 0 ? [] : [runCommand('warning', gateText)];
  const findings = fresh.slice(0, MOST).map((finding) => findingCommand(held, finding));
  const problems = held.problems.filter(isOpen).slice(0, MOST);
  const waived = held.problems.filter(({ severity, waiver }) => severity === 'error' && waiver !== null).length;
  const shown = thoseShown([...gate, ...findings]);
  const commands = thoseShown([
    ...shown,
    ...problems.map((one) => command(held, one, 'warning', [one.code, say.problemText(one)])),
  ]);
  // Findings in the baseline rank last: where one is held, all the others are held too.
  const inBaseline = fresh.length < held.findings.items.length ? held.findings.total - fresh.length : 0;
  const more = held.findings.total - inBaseline - (shown.length - gate.length);
  const moreProblems = held.summary.problems.error - waived - (commands.length - shown.length);
  const left = [
    leftOf(more, 'more finding'),
    leftOf(moreProblems, 'more problem'),
    leftOf(inBaseline, 'known finding'),
  ];
  return [...commands, closing(held, commands, left.flat())].join('');
});

const leftOf = (count: number, what: string): readonly string[] =>
  count > 0
    ? [`${say.plural(count, what)} not annotated${what.startsWith('more') ? ', see --format ndjson' : ''}`]
    : [];

const runCommand = (kind: Kind, text: string): string => `::${kind} title=netvet::${workflowData(text)}\n`;

const kindOf = (command: string): string => command.slice(2, command.indexOf(' '));

const countOf = (commands: readonly string[], kind: string): number =>
  commands.filter((command) => kindOf(command) === kind).length;

/** The first ten of each kind. */
const thoseShown = (commands: readonly string[]): readonly string[] =>
  commands.filter((command, at) => countOf(commands.slice(0, at), kindOf(command)) < MOST);

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
function closing(held: Collected, commands: readonly string[], left: readonly string[]): string {
  const { summary } = held;
  const parts = [answer(summary), ...left, ...kindsLeftOut(summary.attention), say.judgedBy(held.run)];
  const kinds: readonly Kind[] = summary.exit.code === 0 ? ['notice', 'warning'] : ['error', 'notice', 'warning'];
  return runCommand(kinds.find((one) => countOf(commands, one) < MOST) ?? 'notice', parts.join('; '));
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
