import type { DesignationEvent, InputEvent } from '../core/events.ts';
import { heldProblems } from './collected.ts';
import { jsonText } from './escape.ts';
import type { Reporter } from './reporter.ts';

/**
 * One document: findings are written as they come, one a line; inputs, designations and problems follow. They are
 * held until then: inputs and designations are as many as were given, problems have a bound.
 */
export const json = {
  create(): Reporter {
    const inputs: InputEvent[] = [];
    const designations: DesignationEvent[] = [];
    const problems = heldProblems();
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
        for (const finding of outcome.findings) text += `${findings++ === 0 ? '\n' : ',\n'}${jsonText(finding)}`;
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

/** One event a line, as they come: the format that holds everything and nothing in memory. */
export const ndjson = {
  create: () =>
    ({
      run: line,
      input: line,
      outcome: ({ designations, findings, problems }) => [...designations, ...findings, ...problems].map(line).join(''),
      summary: (event, attention) => [...attention, event].map(line).join(''),
    }) satisfies Reporter,
};

function line(event: unknown): string {
  return `${jsonText(event)}\n`;
}
