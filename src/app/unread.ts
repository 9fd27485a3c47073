import { remembering } from '../core/cache.ts';
import type { Outcome } from '../core/events.ts';
import { IDENTITY_FIELDS } from '../core/fields.ts';
import { thingId, type SetAside } from '../core/finding.ts';
import { isSecret, oncePerLayout, type Column } from '../core/layout.ts';
import { isErrorValue } from '../core/no-value.ts';
import { problem, type Problem, type ProblemCode, type Severity } from '../core/problem.ts';
import type { InventoryRecord } from '../core/record.ts';
import { isDamaged } from '../core/text.ts';
import type { Identifier } from '../identify/compile.ts';
import { isUnreadMac } from '../identify/kinds/mac.ts';
import { lostLength } from '../identify/names/lost.ts';
import { Doubts, type Doubt } from '../inventory/doubts.ts';
import { isHeading } from '../inventory/headers/headings.ts';
import type { Batch, OutsideText } from '../inventory/inventory.ts';
import type { Judge } from '../judge/judge.ts';
import type { Words } from '../words/words.ts';
import { outcomeAt, problemOutcome } from './rows.ts';

const PLACES = { header: 'the header', key: 'a key', sheet: 'the name of a sheet', comment: 'a comment' };

/** Formats whose readers hand on every text, even what is part of no record. */
const READ_WHOLE: ReadonlySet<string> = new Set(['csv', 'xlsx', 'json', 'ndjson']);
/** A line of YAML, and the comment at its end: a `#` behind a blank, and behind no quote. */
const COMMENT = /^((?:[^'"#]*\s)?)#(.*)$/;

const secretsOf = oncePerLayout(({ columns }) => columns.flatMap((column, index) => (isSecret(column) ? [index] : [])));

function unreadName(source: string, name: string, { kind, line, cell }: Omit<OutsideText, 'text'>): Problem {
  const hint = 'look at that place yourself; once you know what it is, the problem can be waived';
  const isError = kind === 'title' || kind === 'unread';
  const message = isError
    ? `${cell ?? `line ${line}`} names ${name} where nothing was read`
    : `${PLACES[kind]} names ${name}, and no row does`;
  const severity = isError ? 'error' : 'warning';
  return problem(source, { code: 'unread-name', severity, message, hint }, { line, cell });
}

/**
 * Finds names of designated vendors in one input outside its records: in header, comments and sheet names, which are
 * reported if no row names the vendor, and in text that no reader handed on, which is an error.
 */
export function namesOutside(source: string, namesIn: Identifier['namesIn'], judge: Pick<Judge, 'designates'>) {
  const accounted = new Set<string>();
  /** Vendors that a title names for the rows below it: a finding says so, and no mention. */
  const ofTitles = new Set<string>();
  /** By vendor, its first name: in a header, a comment or the name of a sheet; in the bytes of the input. */
  const [outside, unread] = [new Map<string, OutsideText>(), new Map<string, OutsideText>()];

  function note(found: Map<string, OutsideText>, text: OutsideText): void {
    for (const { vendor, name, isSetAside } of namesIn(text.text))
      if (!isSetAside && judge.designates(vendor) && !found.has(vendor.id))
        found.set(vendor.id, { ...text, text: name });
  }

  function setAsideTitle({ text, line, cell }: OutsideText): readonly Outcome[] {
    const names = namesIn(text).filter(({ vendor }) => judge.designates(vendor) && !ofTitles.has(vendor.id));
    const setAside = names.map(({ vendor, name }): SetAside => {
      accounted.add(vendor.id);
      return { vendor, name, reason: 'title', by: null };
    });
    return names.length === 0 ? [] : [{ ...outcomeAt({ source, row: null, line, cell }), setAside }];
  }

  let hasComments = false;
  const lines = lineSplitter((text, line) => {
    const [, content = text, comment = ''] = (hasComments ? COMMENT.exec(text) : null) ?? [];
    note(outside, { kind: 'comment', text: comment, line, cell: null });
    note(unread, { kind: 'unread', text: content, line, cell: null });
  });
  return {
    /** Takes the bytes of the input. Names are not looked for in them if all cells are looked at. */
    push: lines.push,
    open(format: string): void {
      hasComments = format === 'yaml';
      lines.open(!READ_WHOLE.has(format));
    },
    add({ outside: texts = [], records }: Batch, outcomes: readonly Outcome[]): readonly Outcome[] {
      for (const { findings, setAside = [] } of outcomes) {
        for (const finding of findings) {
          if (finding.vendor !== null) accounted.add(thingId(finding));
          if (finding.evidence.some(({ column }) => isHeading(column))) ofTitles.add(thingId(finding));
        }
        for (const { vendor } of setAside) accounted.add(vendor.id);
      }
      // Names in secrets are not reported.
      for (const { layout, cells } of records)
        for (const index of secretsOf(layout))
          for (const { vendor } of namesIn(cells[index] ?? '')) accounted.add(vendor.id);
      for (const text of texts) note(outside, text);
      return texts.flatMap((text) => (text.kind === 'title' ? setAsideTitle(text) : []));
    },
    *end(): Generator<Outcome> {
      lines.end();
      for (const [vendor, { text: name, kind, line, cell }] of [...outside, ...unread]) {
        if (kind === 'title' || accounted.has(vendor)) continue;
        accounted.add(vendor);
        yield problemOutcome(unreadName(source, name, { kind, line, cell }));
      }
    },
  };
}

/** Longest line that is looked at in one go, in characters. */
const LONGEST_LINE = 1024 * 1024;
/** The first bytes of gzip and ZIP. */
const PACKED = /^(?:\x1f\ufffd|PK)/;

function lineSplitter(onLine: (text: string, line: number) => void) {
  const decoder = new TextDecoder();
  let rest = '';
  /** Null before `open`: what comes until then waits, as of most formats no text is wanted. */
  let isWanted: boolean | null = null;
  const waiting: Uint8Array[] = [];
  let line = 1;
  function add(text: string): void {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) onLine(one, line++);
    if (rest.length <= LONGEST_LINE) return;
    // The text is cut where a word ends.
    const end = Math.max(...Array.from(' ,"', (sign) => rest.lastIndexOf(sign) + 1)) || rest.length;
    onLine(rest.slice(0, end), line);
    rest = rest.slice(end);
  }
  return {
    /** Hands on the text so far and the text to come, if it is wanted and not packed. */
    open(isOfText: boolean): void {
      const text = isOfText ? waiting.map((chunk) => decoder.decode(chunk, { stream: true })).join('') : '';
      isWanted = isOfText && !PACKED.test(text);
      waiting.length = 0;
      if (isWanted) add(text);
    },
    push: (chunk: Uint8Array): void => {
      if (isWanted === null) waiting.push(chunk);
      else if (isWanted) add(decoder.decode(chunk, { stream: true }));
    },
    end(): void {
      if (isWanted === true) add(`${decoder.decode()}\n`);
    },
  };
}

const identityOf = oncePerLayout((layout) => [...new Set(IDENTITY_FIELDS.flatMap((field) => layout.feeding(field)))]);

/**
 * Finds identity cells of one input that are not understood: a warning if their row is not judged, an error if they may
 * have lost letters of a listed name. `add` takes a record, and whether it was judged.
 */
export function unreadCells(source: string, { identity, hints }: Pick<Identifier, 'identity' | 'hints'>, words: Words) {
  const doubts = new Doubts(source);
  /** By column: the lengths of its cells of which no letter is left. */
  const lengths = new Map<string, Set<number>>();

  function note({ layout, line, cell, cellAt }: InventoryRecord, index: number, text: string, about: Doubt): void {
    const value = words.secrets.withoutPeople(words.secrets.without(text));
    doubts.note(about, { line, cell: cellAt?.(index) ?? cell, column: layout.columns[index]?.name ?? '', value });
  }

  function lostIn({ name, fields }: Column, text: string): Doubt | null {
    if (fields.includes('mac') && isUnreadMac(text)) return UNREAD_MAC;
    const length = lostLength(text);
    if (length === 0) return /[?\ufffd]/.test(text) && hints.lostName(text) !== null ? LOST_NAME : null;
    // `??` and `????` are two names of which all letters were lost; `??` alone may say that nobody knows.
    const ofColumn = lengths.get(name) ?? new Set();
    if (length > 1) lengths.set(name, ofColumn.add(length));
    return ofColumn.size > 1 ? ALL_LOST : UNKNOWN;
  }

  return {
    add: (record: InventoryRecord, isJudged: boolean): void => {
      const { layout, cells } = record;
      for (const index of identityOf(layout)) {
        const cell = cells[index];
        const column = layout.columns[index];
        if (cell === undefined || cell === '' || column === undefined) continue;
        // An error value (`#REF!`), or a text that lost bytes when it was decoded twice, may have been a vendor.
        const broken = isErrorValue(cell) ? WITHOUT_VALUE : isDamaged(cell) ? DAMAGED : null;
        if (broken !== null) note(record, index, cell, broken);
        const text = words.decoded(cell);
        const lost = lostIn(column, text);
        if (lost !== null) note(record, index, text, lost);
        if (lost !== null || isJudged) continue;
        const reading = identity.unread(column, cell);
        if (reading !== null) note(record, index, cell, unreadAs(reading));
      }
    },
    problems: () => doubts.problems(),
  };
}

type Predicate = readonly [verb: 'are' | 'have', what: string];

function doubt(severity: Severity, [verb, what]: Predicate, advice: string, code: ProblemCode = 'unread-cell'): Doubt {
  const says: Doubt['says'] = (places) => `${places.subject(verb)} ${what}: ${places.value}`;
  const hint = `${advice}; once you know what they are, the problem can be waived`;
  return { against: null, code, severity: [severity, severity], says, hint, byColumn: true };
}

const MAP_ANOTHER = 'say what these cells hold, or map another column with --columns';
const unreadAs = remembering((kind) => doubt('warning', ['are', `no vendor, model or address (${kind})`], MAP_ANOTHER));
const HEX_PAIRS = ['are', 'six pairs of hex digits in a form that is not read'] as const;
const UNREAD_MAC = doubt('error', HEX_PAIRS, 'write them as 00:1a:2b:3c:4d:5e');
const LOST_HINT =
  'letters are lost by Export-Csv of Windows PowerShell without -Encoding UTF8, by a database client with another ' +
  'charset, or by a file saved in another encoding than it says: export it anew';
const LOST = 'lost letters, and what is left may be the name of a listed vendor';
const LOST_NAME = doubt('error', ['have', LOST], LOST_HINT);
const ALL_LOST = doubt('error', ['are', 'nothing but lost letters, of different lengths'], LOST_HINT);
const UNKNOWN = doubt('warning', ['are', 'unknown, or letters that were lost'], LOST_HINT);
const NO_VALUE = ['are', 'left without a value by a spreadsheet program'] as const;
const WITHOUT_VALUE = doubt('error', NO_VALUE, 'fix the formulas, or export the values', 'error-value');
const TWICE = ['are', 'decoded twice, and not whole'] as const;
const DAMAGED = doubt('error', TWICE, 'export them anew, as UTF-8', 'encoding-unsure');
