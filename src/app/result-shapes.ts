import { ATTENTION_KINDS } from '../core/attention.ts';
import type { ResultEvent } from '../core/events.ts';
import { CONFIDENCES, STATUSES, type SetAsideReason } from '../core/finding.ts';
import { SEVERITIES } from '../core/problem.ts';

/** What a value of an event is, `?`: or null. A key that comes or goes in core/events.ts does not compile here. */
type Shape<T> = null extends T
  ? `${[NonNullable<T>] extends [never] ? 'object' : Kind<NonNullable<T>>}?`
  : T extends readonly (infer Item)[]
    ? Item extends object
      ? readonly [Shape<Item>]
      : 'array'
    : T extends object
      ? string extends keyof T
        ? 'object'
        : Partial<T> extends T
          ? 'object'
          : T extends Readonly<Record<SetAsideReason, number>>
            ? 'object'
            : { readonly [Key in Exclude<keyof T, 'type'>]-?: Shape<T[Key]> }
      : Kind<T>;
type Kind<T> = T extends string ? 'string' : T extends number ? 'number' : T extends boolean ? 'boolean' : 'object';

const PLACE = { row: 'number', line: 'number?', cell: 'string?' } as const;
const SHAPES: { readonly [Event in ResultEvent as Event['type']]: Shape<Event> } = {
  run: {
    ...{ schemaVersion: 'number', netvet: 'string', asOf: 'string', options: 'object', knowledge: 'string' },
    data: { path: 'string?', day: 'string', sha256: 'string' },
    lists: [
      {
        ...{ id: 'string', title: 'string', short: 'string?', binds: 'string?', url: 'string?', checked: 'string?' },
        ...{ pace: 'number?', since: 'string?', note: 'string?', sha256: 'string' },
        approvals: [{ id: 'string', checked: 'string', pace: 'number', things: 'array' }],
      },
    ],
    ...{ config: 'object?', waivers: 'object?', baseline: 'object?', results: 'array' },
    gate: [{ kind: 'string', asset: 'object?', place: 'string', why: 'string', do: 'string', finding: 'object?' }],
  },
  input: {
    ...{ source: 'string', format: 'string', encoding: 'string?', delimiter: 'string?', headerLine: 'number?' },
    columns: [{ column: 'string', field: 'string', why: 'string' }],
    unread: [{ column: 'string', why: 'string' }],
  },
  designation: {
    ...{ list: 'string', entry: 'string', as: 'string', since: 'string?', until: 'string?', citation: 'string?' },
    ...{ note: 'string?', reason: 'string?', verified: 'boolean', knownOn: 'string?', counts: 'boolean' },
    rules: [
      {
        ...{ id: 'string', effect: 'string', mayNot: 'string', binds: 'string?', from: 'string?', assumes: 'string?' },
        ...{ cannotTell: 'string?', citation: 'string?', verified: 'boolean' },
      },
    ],
  },
  finding: {
    ...{ id: 'string', assetId: 'string', source: 'string', ...PLACE, vendor: 'object?', category: 'object?' },
    ...{ confidence: 'string', status: 'string', new: 'boolean?', newBecause: 'string?', fails: 'boolean' },
    designations: [
      {
        ...{ list: 'string', entry: 'string', status: 'string', rules: 'array', because: 'string?', needs: 'array' },
        ...{ daysLeft: 'number?', exemption: 'object?', waiver: 'object?' },
      },
    ],
    evidence: [
      {
        ...{ kind: 'string', field: 'string', column: 'string', seen: 'string', matched: 'string', part: 'string' },
        confidence: 'string',
      },
    ],
    ...{ conflict: 'object?', asset: 'object', quantity: 'number' },
  },
  problem: {
    ...{ id: 'string', source: 'string', ...PLACE, row: 'number?', code: 'string', severity: 'string' },
    ...{ message: 'string', hint: 'string?', rejected: 'boolean', waiver: 'object?' },
  },
  attention: { kind: 'string', asset: 'string?', place: 'string?', why: 'string', do: 'string?', finding: 'string?' },
  summary: {
    inputs: [
      {
        ...{ source: 'string', sha256: 'string?', rows: 'number', judged: 'number', notJudged: 'number' },
        ...{ rejected: 'number', found: 'number', failing: 'number' },
        guessed: [{ what: 'string', assumed: 'string', held: 'boolean', lines: 'array' }],
      },
    ],
    findings: { status: 'object', confidence: 'object', vendor: 'object', list: 'object' },
    ...{ sites: 'object', attention: 'object', setAside: 'object' },
    problems: { error: 'number', warning: 'number' },
    assets: { judged: 'number', found: 'number', failing: 'number' },
    units: { found: 'number', failing: 'number' },
    ...{ undated: 'number', newByList: 'object', resolved: 'array' },
    waivers: { unused: 'array', expired: 'array', expiring: 'array', notYet: 'array', dismissed: 'number' },
    elsewhere: [{ list: 'string', vendor: 'string', rows: 'number' }],
    notRead: [{ id: 'string', sources: 'array' }],
    exit: { code: 'number', because: 'array' },
  },
};
const SHAPE_OF: ReadonlyMap<string, object> = new Map(Object.entries(SHAPES));
/** Keys that hold one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  confidence: CONFIDENCES,
  status: STATUSES,
  severity: SEVERITIES,
  kind: ATTENTION_KINDS,
};

/**
 * What an event of a result lacks; null when it is whole. A key that came later than the result is what is not known:
 * null, or a list of nothing.
 */
export function missingIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) return 'an event';
  const type = 'type' in event ? String(event.type) : '';
  const shape = SHAPE_OF.get(type);
  if (shape === undefined) return 'an event that netvet knows';
  const held = event as Record<string, unknown>;
  const unknown = Object.keys(WORDS).find((key) => key in shape && WORDS[key]?.includes(String(held[key])) === false);
  return missingOf(held, shape) ?? unknown ?? null;
}

function missingOf(held: Record<string, unknown>, shape: object): string | null {
  for (const [key, expected] of Object.entries(shape) as [string, string | object][]) {
    const isList = expected === 'array' || Array.isArray(expected);
    const mayBeNull = typeof expected === 'string' && expected.endsWith('?');
    if (held[key] === undefined && (isList || mayBeNull)) held[key] = isList ? [] : null;
    const value = held[key];
    if (value === null && mayBeNull) continue;
    const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    if (kind === 'number' && !Number.isSafeInteger(value)) return key;
    const due = isList ? 'array' : typeof expected === 'string' ? expected.replace('?', '') : 'object';
    if (kind !== due) return key;
    if (typeof expected === 'string') continue;
    const [inside, each] = Array.isArray(expected) ? [value as unknown[], expected[0] as object] : [[value], expected];
    for (const one of inside) {
      if (typeof one !== 'object' || one === null) return key;
      const missing = missingOf(one as Record<string, unknown>, each);
      if (missing !== null) return `${key}.${missing}`;
    }
  }
  return null;
}
