import { isOpen } from '../core/problem.ts';
import { answer } from './answer.ts';
import { workflowData, workflowProperty, repositoryPath } from './escape.ts';
import { atTheEnd, type Collected } from './collected.ts';
import { levelOf, problemText, findingSentence, plural, thingName } from './phrases.ts';

/** GitHub shows ten annotations of a kind a step and drops the rest without a word. */
const MOST = 10;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice', none: 'notice' } as const;

type Kind = (typeof COMMANDS)[keyof typeof COMMANDS];

interface Command {
  readonly kind: Kind;
  readonly text: string;
}

/** Workflow commands: annotations of the strongest findings and problems, and the answer. */
export const github = atTheEnd(MOST, (held) => {
  const told = findings(held);
  told.push(...problems(held).slice(0, MOST - countOf(told, 'warning')));
  return [...told, closing(held, told)].map(({ text }) => text).join('');
});

function countOf(commands: readonly Command[], kind: Kind): number {
  return commands.filter((command) => command.kind === kind).length;
}

function findings(held: Collected): Command[] {
  return held.findings.items.map((finding) => {
    const { source, line, status } = finding;
    const kind = COMMANDS[levelOf(finding)];
    return command(
      held,
      kind,
      source,
      line,
      `${thingName(finding)}: ${status}`,
      findingSentence(finding, held.law.told),
    );
  });
}

function problems(held: Collected): Command[] {
  return held.problems
    .all()
    .filter(isOpen)
    .map((problem) => command(held, 'warning', problem.source, problem.line, problem.code, problemText(problem)));
}

/** The answer, at the highest level that has not used up its ten annotations: GitHub hides the eleventh. */
function closing({ findings, summary }: Collected, told: readonly Command[]): Command {
  const more =
    findings.more === 0 ? '' : `; ${plural(findings.more, 'more finding')} not annotated, see --format ndjson`;
  const kinds: readonly Kind[] = summary.exit.code === 0 ? ['notice', 'warning'] : ['error', 'notice', 'warning'];
  const kind = kinds.find((one) => countOf(told, one) < MOST) ?? 'notice';
  return { kind, text: `::${kind} title=netvet::${workflowData(`${answer(summary)}${more}`)}\n` };
}

function command(
  { folders }: Collected,
  kind: Kind,
  source: string,
  line: number | null,
  title: string,
  message: string,
): Command {
  const file = `file=${workflowProperty(repositoryPath(source, folders))},`;
  const place = source === '-' ? '' : `${file}${line === null ? '' : `line=${line},`}`;
  return { kind, text: `::${kind} ${place}title=${workflowProperty(title)}::${workflowData(message)}\n` };
}
