import { ATTENTION_LABELS } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import type { Problem } from '../core/problem.ts';
import { placesText, thingsToLookAt } from './answer.ts';
import { jsonText, sarifText, visible, fileUri, webAddress, cutTo } from './escape.ts';
import { numbering } from '../core/text.ts';
import { atTheEnd, leftOut, MOST_FOR_CI, type Collected } from './collected.ts';
import { decisive, findingSentence, joinParts, levelOf, ruleId } from './phrases.ts';
import { placeName, problemGrade, problemText, waiverText } from './phrases.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** GitHub's limit for a message and a description of a rule (UTF-16 units); the help of a rule has none. */
const MOST_TEXT = 1_024;

/** SARIF 2.1.0: a rule per entry of a list, a result per finding, at the file and line of the inventory. */
export const sarif = atTheEnd({ findings: MOST_FOR_CI }, (held) => {
  const { run, summary } = held;
  const findings = held.findings.items;
  const byRule = groupsOf(findings, ruleId);
  const unique = numbering(':');
  const results = findings.map((finding) => result(held, finding, unique(finding.id)));
  const rules = Array.from(byRule, ([id, [first]]) => rule(held, first, id));
  const driver = { name: 'netvet', version: visible(run.netvet), rules };
  const { code: exitCode } = summary.exit;
  const executionSuccessful = exitCode === 0 || exitCode === 1;
  const invocations = [{ executionSuccessful, exitCode, toolExecutionNotifications: notifications(held) }];
  const { asOf, knowledge, config, waivers, baseline } = run;
  const lists = run.lists.map(({ id, checked, sha256 }) => ({ id, checked, sha256 }));
  const properties = { asOf, knowledge, lists, config, waivers, baseline };
  const ofRun = { tool: { driver }, invocations, results, properties };
  const document = { $schema: SCHEMA, version: '2.1.0', runs: [ofRun] };
  return `${jsonText(document)}\n`;
});

/** An escaped message within its bound. */
const shortened = (text: string): string => cutTo(sarifText(text), MOST_TEXT);

function rule(held: Collected, finding: Finding, id: string): object {
  const { law } = held;
  const event = law.of(decisive(finding));
  const { since, citation, verified, note } = event;
  const { titleAndBinds, url } = law.list(event.list);
  const title = `${titleAndBinds}: ${event.as}`;
  const facts = [title, ...law.inShort(event), ...(note === null ? [] : [`note: ${note}`])];
  const helpUri = webAddress(url);
  return {
    id,
    name: visible(title),
    shortDescription: { text: shortened(title) },
    fullDescription: { text: shortened(facts.join('; ')) },
    help: { text: facts.map(sarifText).join('\n') },
    ...(helpUri === null ? {} : { helpUri }),
    properties: { tags: ['supply-chain', 'equipment'], since, citation, verified },
  };
}

function result(held: Collected, finding: Finding, fingerprint: string): object {
  const { confidence, status, row, designations } = finding;
  const level = levelOf(finding);
  const waivers = status === 'waived' ? designations.flatMap(({ waiver }) => waiver ?? []) : [];
  const suppressions = waivers.map((one) => ({ kind: 'external', justification: visible(waiverText(one)) }));
  const lists = designations.map((one) => ({ list: one.list, entry: one.entry, status: one.status }));
  return {
    ruleId: ruleId(finding),
    level,
    kind: level === 'none' ? 'informational' : 'fail',
    message: { text: shortened(findingSentence(finding)) },
    locations: [location(held, finding)],
    partialFingerprints: { 'netvetFinding/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(finding.new === null ? {} : { baselineState: finding.new ? 'new' : 'unchanged' }),
    ...(suppressions.length === 0 ? {} : { suppressions }),
    properties: { confidence, status, lists, row },
  };
}

/** GitHub refuses a result without a file and a line: formats without lines point at line 1. */
function location({ options: { pathOf } }: Collected, at: Pick<Finding, 'source' | 'line' | 'cell'>): object {
  return {
    physicalLocation: { artifactLocation: { uri: fileUri(at.source, pathOf) }, region: { startLine: at.line ?? 1 } },
    ...(at.cell === null ? {} : { logicalLocations: [{ fullyQualifiedName: visible(at.cell), kind: 'element' }] }),
  };
}

function notifications(held: Collected): object[] {
  return [
    ...thingsToLookAt(held).map(({ kind, why, do: advice, places }) => {
      const text = joinParts([`${ATTENTION_LABELS[kind]}: ${why}`, placesText(places) || null, advice || null], '; ');
      return { descriptor: { id: `to-look-at/${kind}` }, level: 'note', message: { text: sarifText(text) } };
    }),
    ...held.problems.map((problem) => notification(held, problem)),
    ...leftOut(held.findings).map((text) => ({ level: 'warning', message: { text } })),
    ...held.summary.exit.because.map((reason) => ({ level: 'note', message: { text: sarifText(reason) } })),
  ];
}

function notification(held: Collected, problem: Problem): object {
  const { code, severity, waiver } = problem;
  return {
    descriptor: { id: code },
    level: waiver === null ? severity : 'note',
    message: { text: sarifText(`${placeName(problem)}: ${problemGrade(problem)}: ${problemText(problem)}`) },
    ...(problem.source === '-' && problem.line === null ? {} : { locations: [location(held, problem)] }),
  };
}
