import type { DesignationEvent, InputEvent } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { heldProblems } from './collected.ts';
import { jsonText } from './escape.ts';
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

/** A character that JSON does not show as it is: all but printable ASCII, and quote and backslash. */
const ESCAPED = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

/**
 * JSON of findings, byte for byte what `jsonText` makes. Findings share their designations and the evidence of repeated
 * cells as objects, whose text is made once: with `jsonText` alone, a run of 300,000 findings takes a third more.
 */
export function createFindingJson(): (finding: Finding) => string {
  const texts = new WeakMap<object, string>();
  /** What findings judged alike have in common, by their designations. */
  const judgements = new WeakMap<Finding['designations'], { readonly judgement: object; readonly text: string }>();

  function shared(value: object): string {
    let text = texts.get(value);
    if (text === undefined) texts.set(value, (text = jsonText(value)));
    return text;
  }

  function judgementText(finding: Finding): string {
    const { vendor, category, confidence, status, new: isNew, newBecause, fails, designations } = finding;
    const judgement = { vendor, category, confidence, status, new: isNew, newBecause, fails, designations };
    const last = judgements.get(designations);
    if (last !== undefined && areAlike(last.judgement, judgement)) return last.text;
    const text = jsonText(judgement).slice(1, -1);
    judgements.set(designations, { judgement, text });
    return text;
  }

  return (finding) => {
    const { type, id, assetId, source, row, line, cell, conflict } = finding;
    let text =
      `${ofTexts({ type, id, assetId, source }).slice(0, -1)},"row":${row},"line":${line},` +
      `"cell":${cell === null ? 'null' : jsonText(cell)},${judgementText(finding)}`;
    let before = ',"evidence":[';
    for (const one of finding.evidence) {
      // Addresses hardly repeat.
      text += before + (one.kind === 'mac' ? ofTexts(one) : shared(one));
      before = ',';
    }
    if (finding.evidence.length === 0) text += before;
    text += conflict === null ? '],"conflict":null,"asset":' : `],"conflict":${jsonText(conflict)},"asset":`;
    return `${text}${ofTexts(finding.asset)},"quantity":${finding.quantity}}`;
  };
}

function areAlike(a: object, b: object): boolean {
  for (const key in a) if (a[key as keyof typeof a] !== b[key as keyof typeof b]) return false;
  return true;
}

/** JSON of an object of nothing but texts, in half the time of JSON.stringify. */
function ofTexts(texts: object): string {
  let json = '';
  for (const key in texts) {
    const text = texts[key as keyof typeof texts] as string;
    json += `${json === '' ? '{"' : '","'}${key}":"`;
    json += ESCAPED.test(text) ? jsonText(text).slice(1, -1) : text;
  }
  return json === '' ? '{}' : `${json}"}`;
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
