import type { DesignationEvent, InputEvent } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { heldProblems } from './collected.ts';
import { jsonText } from './escape.ts';
import type { Reporter } from './reporter.ts';

/** One document: findings are written as they come; the rest, which is bounded, is held until the end. */
export const json = {
  everyRow: false,
  create(): Reporter {
    const inputs: InputEvent[] = [];
    const designations: DesignationEvent[] = [];
    const problems = heldProblems();
    const findingJson = createFindingJson();
    let findings = 0;
    return {
      run: (event) => `{"schemaVersion":${event.schemaVersion},\n"run":${jsonText(event)},\n"findings":[`,
      input(event) {
        inputs.push(event);
        return '';
      },
      outcome(outcome) {
        designations.push(...outcome.designations);
        for (const problem of outcome.problems) problems.add(problem);
        let text = '';
        for (const finding of outcome.findings) text += `${findings++ === 0 ? '\n' : ',\n'}${findingJson(finding)}`;
        return text;
      },
      summary: (event, attention) =>
        `${findings === 0 ? '' : '\n'}],\n"inputs":${list(inputs)},\n"designations":${list(designations)},\n` +
        `"problems":${list(problems.all())},\n"attention":${list(attention)},\n"summary":${jsonText(event)}}\n`,
    };
  },
};

function list(events: readonly unknown[]): string {
  return events.length === 0 ? '[]' : `[\n${events.map((event) => jsonText(event)).join(',\n')}\n]`;
}

/** JSON of findings as `jsonText` makes it. Designations and evidence are shared objects, whose text is made once. */
export function createFindingJson(): (finding: Finding) => string {
  const texts = new WeakMap<object, string>();
  function shared(value: object): string {
    let text = texts.get(value);
    if (text === undefined) texts.set(value, (text = jsonText(value)));
    return text;
  }
  return ({ designations, evidence, conflict, asset, quantity, ...begins }) => {
    const [before, after] = [jsonText(begins).slice(0, -1), jsonText({ conflict, asset, quantity }).slice(1)];
    const found = evidence.map((one) => (one.kind === 'mac' ? jsonText(one) : shared(one)));
    return `${before},"designations":${shared(designations)},"evidence":[${found.join(',')}],${after}`;
  };
}

/** One event a line, as they come: the format that holds everything and nothing in memory. */
export const ndjson = {
  everyRow: false,
  create() {
    const findingJson = createFindingJson();
    return {
      run: line,
      input: line,
      outcome({ designations, findings, problems }): string {
        let text = '';
        for (const designation of designations) text += line(designation);
        for (const finding of findings) text += `${findingJson(finding)}\n`;
        for (const problem of problems) text += line(problem);
        return text;
      },
      summary: (event, attention) => [...attention, event].map(line).join(''),
    } satisfies Reporter;
  },
};

function line(event: unknown): string {
  return `${jsonText(event)}\n`;
}
