import { FIELDS } from '../core/fields.ts';
import type { Evidence, Finding } from '../core/finding.ts';
import { jsonText } from './escape.ts';

/** A character that JSON does not show as it is: all but printable ASCII, and quote and backslash. */
const ESCAPED = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

/** What is said around the address of MAC evidence: a column's registrants are few, its addresses as many as rows. */
interface AroundAddress {
  readonly evidence: Omit<Evidence, 'seen'>;
  readonly before: string;
  readonly after: string;
}

/** What findings judged alike have in common: from the vendor up to the evidence. */
interface Judgement {
  readonly finding: Pick<Finding, 'vendor' | 'category' | 'confidence' | 'status' | 'new' | 'fails'>;
  readonly text: string;
}

/** More prefixes than this are not met in one inventory; those that come later are put into words again. */
const MOST_PREFIXES = 10_000;

/**
 * JSON of findings, byte for byte what `jsonText` makes. Findings share their vendors, designations and the evidence of
 * repeated cells as objects, so their JSON is made once: without, JSON.stringify of a 1,200-byte finding is the most
 * expensive step of a run in which every row is one.
 */
export function createFindingJson(): (finding: Finding) => string {
  const known = new WeakMap<object, string>();
  const judged = new WeakMap<Finding['designations'], Judgement>();
  const around = new Map<string, AroundAddress>();
  let source: string | null = null;
  let sourceText = '';

  function shared(value: object | null): string {
    if (value === null) return 'null';
    return known.get(value) ?? remembered(value);
  }

  function remembered(value: object): string {
    const text = jsonText(value);
    known.set(value, text);
    return text;
  }

  function judgementText(finding: Finding): string {
    const last = judged.get(finding.designations);
    if (last !== undefined && areJudgedAlike(last.finding, finding)) return last.text;
    const { vendor, category, confidence, status, fails, designations } = finding;
    const text =
      `,"vendor":${shared(vendor)},"category":${shared(category)},"confidence":"${confidence}","status":"${status}"` +
      `,"new":${String(finding.new)},"fails":${fails},"designations":${shared(designations)},"evidence":[`;
    judged.set(designations, { finding: { vendor, category, confidence, status, new: finding.new, fails }, text });
    return text;
  }

  function evidenceText(evidence: Evidence): string {
    if (evidence.kind !== 'mac') return shared(evidence);
    let met = around.get(evidence.matched);
    if (met === undefined || !sayAlike(met.evidence, evidence)) {
      if (around.size >= MOST_PREFIXES) around.clear();
      met = aroundAddress(evidence);
      around.set(evidence.matched, met);
    }
    return met.before + insideQuotes(evidence.seen) + met.after;
  }

  return (finding) => {
    if (finding.source !== source) {
      source = finding.source;
      sourceText = `","source":${jsonText(source)},"row":`;
    }
    let text = `{"type":"finding","id":"${finding.id}","assetId":"${finding.assetId}${sourceText}${finding.row},"line":${finding.line}`;
    text += finding.cell === null ? ',"cell":null' : `,"cell":${jsonText(finding.cell)}`;
    text += judgementText(finding);
    let separator = '';
    for (const one of finding.evidence) {
      text += separator + evidenceText(one);
      separator = ',';
    }
    text +=
      finding.conflict === null ? '],"conflict":null,"asset":' : `],"conflict":${shared(finding.conflict)},"asset":`;
    return `${text}${assetText(finding.asset)},"quantity":${finding.quantity}}`;
  };
}

function areJudgedAlike(a: Judgement['finding'], b: Judgement['finding']): boolean {
  return (
    a.vendor === b.vendor &&
    a.category === b.category &&
    a.confidence === b.confidence &&
    a.status === b.status &&
    a.new === b.new &&
    a.fails === b.fails
  );
}

/** Whether two pieces of evidence that met the same differ in the address alone. */
function sayAlike(a: Omit<Evidence, 'seen'>, b: Evidence): boolean {
  return (
    a.column === b.column &&
    a.confidence === b.confidence &&
    a.part === b.part &&
    a.field === b.field &&
    a.kind === b.kind
  );
}

function aroundAddress({ kind, field, column, matched, part, confidence }: Evidence): AroundAddress {
  return {
    evidence: { kind, field, column, matched, part, confidence },
    before: `${jsonText({ kind, field, column }).slice(0, -1)},"seen":"`,
    after: `",${jsonText({ matched, part, confidence }).slice(1)}`,
  };
}

/** A key of an asset between the cell before it and its own, quotes included. */
const KEYS: ReadonlyMap<string, string> = new Map(FIELDS.map((field) => [field, keyText(field)]));

function keyText(field: string): string {
  return `","${field}":"`;
}

function assetText(asset: Finding['asset']): string {
  let text = '';
  for (const field in asset) {
    text += text === '' ? `{"${field}":"` : (KEYS.get(field) ?? keyText(field));
    text += insideQuotes(asset[field as keyof typeof asset] ?? '');
  }
  return text === '' ? '{}' : `${text}"}`;
}

/** A text as JSON, without the quotes around it. */
function insideQuotes(text: string): string {
  return ESCAPED.test(text) ? jsonText(text).slice(1, -1) : text;
}
