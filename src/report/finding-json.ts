import type { Evidence, Finding } from '../core/finding.ts';
import { jsonText } from './escape.ts';

/** Text that JSON shows as it is: printable ASCII without quote and backslash. */
const AS_IS = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * JSON of findings, byte for byte what `jsonText` makes. Findings share their vendors, designations and the evidence of
 * repeated cells as objects, so their JSON is made once: without, JSON.stringify of a 1,200-byte finding is the most
 * expensive step of a run in which every row is one.
 */
export function createFindingJson(): (finding: Finding) => string {
  const known = new WeakMap<object, string>();
  const shared = (value: object | null): string => {
    if (value === null) return 'null';
    let text = known.get(value);
    if (text === undefined) {
      text = jsonText(value);
      known.set(value, text);
    }
    return text;
  };

  return (finding) =>
    `{"type":"finding","id":"${finding.id}","source":${quoted(finding.source)},"row":${finding.row},"line":${finding.line}` +
    `,"cell":${finding.cell === null ? 'null' : quoted(finding.cell)},"vendor":${shared(finding.vendor)}` +
    `,"category":${shared(finding.category)},"confidence":"${finding.confidence}","status":"${finding.status}"` +
    `,"new":${String(finding.new)},"designations":${shared(finding.designations)}` +
    `,"evidence":[${listOf(finding.evidence, shared)}],"conflict":${shared(finding.conflict)}` +
    `,"asset":{${assetText(finding.asset)}},"quantity":${finding.quantity}}`;
}

function listOf(evidence: readonly Evidence[], shared: (value: object) => string): string {
  let text = '';
  for (const one of evidence) text += text === '' ? shared(one) : `,${shared(one)}`;
  return text;
}

function assetText(asset: Finding['asset']): string {
  let text = '';
  for (const [field, cell] of Object.entries(asset)) text += `${text === '' ? '' : ','}"${field}":${quoted(cell)}`;
  return text;
}

function quoted(text: string): string {
  return AS_IS.test(text) ? `"${text}"` : jsonText(text);
}
