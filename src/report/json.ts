import type { DesignationEvent, InputEvent } from '../core/events.ts';
import { jsonText } from './escape.ts';
import { createFindingJson } from './finding-json.ts';
import { HeldProblems } from './held-problems.ts';
import type { Reporter } from './reporter.ts';

/**
 * One document: findings are written as they come, one a line; inputs, designations and problems follow. They are
 * held until then: inputs and designations are as many as were given, problems have a bound.
 */
export const json = {
  everyRow: false,
  create(): Reporter {
    const inputs: InputEvent[] = [];
    const designations: DesignationEvent[] = [];
    const problems = new HeldProblems();
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
      summary: (event) =>
        `${findings === 0 ? '' : '\n'}],\n"inputs":${list(inputs)},\n"designations":${list(designations)},\n` +
        `"problems":${list(problems.all())},\n"summary":${jsonText(event)}}\n`,
    };
  },
};

function list(events: readonly unknown[]): string {
  return events.length === 0 ? '[]' : `[\n${events.map((event) => jsonText(event)).join(',\n')}\n]`;
}
