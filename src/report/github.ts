import { answer } from './answer.ts';
import { workflowData, workflowProperty } from './escape.ts';
import { atTheEnd, type Held } from './at-the-end.ts';
import { levelOf } from './level.ts';
import { findingSentence, plural, thingName } from './phrases.ts';

/** GitHub shows ten annotations of a kind a step and drops the rest without a word. */
const MOST = 10;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice', none: 'notice' } as const;

/** Workflow commands: annotations of the strongest findings and problems, and the answer. */
export const github = atTheEnd(MOST, (held) => [...findings(held), ...problems(held), closing(held)].join(''));

function findings({ findings, options }: Held): string[] {
  return findings.items.map((finding) => {
    const { source, line, status } = finding;
    const kind = COMMANDS[levelOf(finding, options.failOn)];
    return command(kind, source, line, `${thingName(finding)}: ${status}`, findingSentence(finding));
  });
}

function problems({ problems }: Held): string[] {
  return problems
    .all()
    .filter(({ severity }) => severity === 'error')
    .slice(0, MOST)
    .map(({ source, line, code, message, hint }) =>
      command('warning', source, line, code, hint === null ? message : `${message} (${hint})`),
    );
}

function closing({ findings, failing, summary }: Held): string {
  const more =
    findings.more === 0 ? '' : `; ${plural(findings.more, 'more finding')} not annotated, see --format ndjson`;
  const kind = summary.exit.code === 0 || findings.items.length === MOST ? 'notice' : 'error';
  return `::${kind} title=netvet::${workflowData(`${answer(failing, summary)}${more}`)}\n`;
}

function command(kind: string, source: string, line: number | null, title: string, message: string): string {
  const place = source === '-' ? '' : `file=${workflowProperty(source)},${line === null ? '' : `line=${line},`}`;
  return `::${kind} ${place}title=${workflowProperty(title)}::${workflowData(message)}\n`;
}
