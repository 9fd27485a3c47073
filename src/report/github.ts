import { isOpen } from '../core/problem.ts';
import { answer, kindsLeftOut } from './answer.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { repositoryPath, visible, workflowData, workflowProperty } from './escape.ts';
import { saysText } from './law.ts';
import {
  assetName,
  conflictLine,
  evidenceText,
  judgedBy,
  levelOf,
  placeName,
  plural,
  problemText,
  thingName,
} from './phrases.ts';
import type { Finding } from '../core/finding.ts';

/** GitHub shows ten annotations of a kind a step and drops the rest without a word. */
const MOST = 10;
/** Characters of an annotation, which a page shows on one or two lines. */
const MOST_TEXT = 200;
/** Findings that are held: known ones are among them, and are not annotated. */
const MOST_HELD = 1_000;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice', none: 'notice' } as const;

interface Command {
  readonly kind: (typeof COMMANDS)[keyof typeof COMMANDS];
  readonly text: string;
}

/** Workflow commands: one sentence and a place of the strongest findings and problems, then the answer. */
export const github = atTheEnd({ findings: MOST_HELD }, (held) => {
  const fresh = held.findings.items.filter((finding) => finding.new !== false);
  const shown = fresh.slice(0, MOST).map((finding) => ofFinding(held, finding));
  const gate = gateOf(held);
  const room = MOST - countOf([...gate, ...shown], 'warning');
  const problems = held.problems.all().filter(isOpen).slice(0, room);
  const commands = [
    ...gate,
    ...shown,
    ...problems.map((one) => command(held, one, { kind: 'warning', title: one.code, message: problemText(one) })),
  ];
  const known = held.findings.items.length - fresh.length;
  const more = held.findings.total - known - shown.length;
  return [...commands, closing(held, commands, more, known)].map(({ text }) => text).join('');
});

/** What loosened the gate, in one annotation before all others. */
function gateOf({ attention }: Collected): readonly Command[] {
  const reasons = attention.filter(({ kind }) => kind === 'gate').map(({ why }) => why);
  if (reasons.length === 0) return [];
  const text = shortened(`looser than the default: ${reasons.join('; ')}`);
  return [{ kind: 'warning', text: `::warning title=netvet::${workflowData(text)}\n` }];
}

function countOf(commands: readonly Command[], kind: Command['kind']): number {
  return commands.filter((command) => command.kind === kind).length;
}

/** `Dahua, cam-yard-04: banned by us-ndaa-889; conflict: ...`: who, what, by which lists, on what evidence. */
function ofFinding(held: Collected, finding: Finding): Command {
  const conflict = conflictLine(finding);
  const name = assetName(finding);
  const text = [
    `${thingName(finding)}${name === '' ? '' : `, ${name}`}: ${finding.confidence}`,
    ...(conflict === null ? [] : [`conflict: ${conflict}`]),
    saysText(finding.designations.filter(({ status }) => status === finding.status)),
    evidenceText(finding),
  ];
  const title = `${thingName(finding)}: ${finding.status}`;
  return command(held, finding, { kind: COMMANDS[levelOf(finding)], title, message: text.join('; ') });
}

/** The answer, at the highest level that has not used up its ten annotations: GitHub hides the eleventh. */
function closing(held: Collected, commands: readonly Command[], more: number, known: number): Command {
  const { summary } = held;
  const parts = [
    answer(summary),
    more > 0 ? `${plural(more, 'more finding')} not annotated, see --format ndjson` : null,
    known > 0 ? `${plural(known, 'known finding')} not annotated` : null,
    kindsLeftOut(summary.attention),
    judgedBy(held.run),
  ].filter((part) => part !== null);
  const kinds: readonly Command['kind'][] =
    summary.exit.code === 0 ? ['notice', 'warning'] : ['error', 'notice', 'warning'];
  const kind = kinds.find((one) => countOf(commands, one) < MOST) ?? 'notice';
  return { kind, text: `::${kind} title=netvet::${workflowData(parts.join('; '))}\n` };
}

function command(
  { folders }: Collected,
  at: Pick<Finding, 'source' | 'line' | 'cell'>,
  { kind, title, message }: { readonly kind: Command['kind']; readonly title: string; readonly message: string },
): Command {
  const file = `file=${workflowProperty(repositoryPath(at.source, folders))},`;
  const place = at.source === '-' ? '' : `${file}${at.line === null ? '' : `line=${at.line},`}`;
  // A sheet or a pointer stands in words: the command has a file and a line.
  const where = at.cell === null ? '' : `${placeName(at)}: `;
  const text = shortened(visible(`${where}${message}`));
  return { kind, text: `::${kind} ${place}title=${workflowProperty(title)}::${workflowData(text)}\n` };
}

function shortened(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
