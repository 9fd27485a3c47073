import { isOpen } from '../core/problem.ts';
import type { Finding } from '../core/finding.ts';
import { answer, kindsLeftOut } from './answer.ts';
import { jsonText, visible, repositoryPath } from './escape.ts';
import { atTheEnd, leftOut, uniqueIds, type Collected } from './collected.ts';
import { decisive, findingSentence, judgedBy, levelOf, problemText } from './phrases.ts';

const MOST = 5_000;

/** GitLab code quality: one issue a finding, at the file and line of the inventory. */
export const gitlab = atTheEnd({ findings: MOST }, (held) => {
  const unique = uniqueIds();
  const findings = held.findings.items.map((finding) => issue(held, finding, unique(finding.id)));
  const issues = [...findings, ...problems(held)];
  return `${jsonText([...issues, ...remarks(held, issues.length === 0)])}\n`;
});

function issue({ law: { inShort }, folders }: Collected, finding: Finding, fingerprint: string): object {
  const designation = decisive(finding);
  const { list, entry } = designation ?? { list: 'netvet', entry: 'finding' };
  return {
    description: visible(findingSentence(finding, inShort)),
    check_name: visible(`${list}/${entry}`),
    fingerprint,
    severity: severityOf(finding),
    location: { path: repositoryPath(finding.source, folders), lines: { begin: finding.line ?? 1 } },
  };
}

function severityOf(finding: Finding): string {
  const level = levelOf(finding);
  if (level === 'error') return finding.confidence === 'confirmed' ? 'critical' : 'major';
  return level === 'warning' && finding.status !== 'waived' ? 'minor' : 'info';
}

function problems({ problems, folders }: Collected): object[] {
  return problems
    .all()
    .filter(isOpen)
    .map((problem, index) => ({
      description: visible(problemText(problem)),
      check_name: problem.code,
      fingerprint: `${problem.code}:${visible(problem.source)}:${problem.line ?? 0}:${index}`,
      severity: 'major',
      location: { path: repositoryPath(problem.source, folders), lines: { begin: problem.line ?? 1 } },
    }));
}

/**
 * The format has no place for notes: what was left out, and the answer with what it was judged by, are issues of their
 * own. A run that finds nothing and is an answer has none, since each would be shown.
 */
function remarks(held: Collected, isEmpty: boolean): object[] {
  const { assets, exit } = held.summary;
  const isAnswer = exit.code === 0 || assets.failing > 0;
  const sentence = `${answer(held.summary)}; ${judgedBy(held.run)}`;
  const path = repositoryPath(held.inputs[0]?.source ?? held.summary.inputs[0]?.source ?? '-', held.folders);
  const remark = (name: string, severity: string, description: string | null): object[] =>
    description === null
      ? []
      : [
          {
            description: visible(description),
            check_name: name,
            fingerprint: name,
            severity,
            location: { path, lines: { begin: 1 } },
          },
        ];
  return [
    ...remark('run', isAnswer ? 'info' : 'major', isAnswer && isEmpty ? null : sentence),
    ...remark('left-out', 'info', leftOut(held)),
    ...remark('to-look-at', 'info', kindsLeftOut(held.summary.attention)),
  ];
}
