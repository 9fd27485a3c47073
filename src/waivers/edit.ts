import type { AssetKeyKind } from '../core/asset.ts';
import { assetKey, firstMac } from '../core/asset.ts';
import { UserError } from '../core/errors.ts';
import { thingId, type Finding } from '../core/finding.ts';
import { canBeWaived } from '../core/problem.ts';
import type { Problem } from '../core/problem.ts';
import { slug } from '../core/text.ts';
import type { NoValue } from '../core/no-value.ts';
import { appendItem, removeItems } from '../yaml/edit.ts';
import type { TextFile } from '../yaml/parse.ts';
import { parseWaivers } from './parse.ts';
import { hasExpired } from './run.ts';
import type { Waiver } from './waiver.ts';

export interface Pruned {
  readonly text: string;
  /** Ids that went, in the order of the file. */
  readonly removed: readonly string[];
}

/**
 * The file without its expired waivers and the given unused ones; comments of the others stay. Throws UserError when
 * the file is not valid.
 */
export function pruneWaivers(file: TextFile, asOf: string, unused: readonly string[] = []): Pruned {
  const { waivers } = parseWaivers(file);
  const goes = (waiver: Waiver) => hasExpired(waiver, asOf) || unused.includes(waiver.id);
  const indexes = new Set(waivers.flatMap((waiver, index) => (goes(waiver) ? [index] : [])));
  const removed = waivers.filter(goes).map(({ id }) => id);
  return { text: removeItems(file.text, 'waivers', indexes), removed };
}

/** A waiver to be written: only the keys of `match` that are given. */
export type NewWaiver = Omit<Waiver, 'match'> & { readonly match: Readonly<Partial<Waiver['match']>> };

/**
 * What a waiver for one finding matches, in words a reader of the file understands: the vendor and the asset's own
 * serial, tag, hostname or MAC; its finding id only when it has none of them. With an id for the waiver.
 */
export function matchFor(finding: Finding, noValue: NoValue): Pick<NewWaiver, 'id' | 'match'> {
  const thing = thingId(finding);
  const { kind } = assetKey(finding.asset, noValue);
  const value = valueOf(finding, kind);
  if (value === null) return { id: slug(`${thing} ${finding.id}`), match: { finding: finding.id } };
  return { id: idOf(thing, value), match: { vendor: thing, [kind]: value } };
}

/**
 * What a waiver for one problem matches: its kind, its input and its line. Throws UserError for one that cannot be
 * waived.
 */
export function matchForProblem(problem: Problem): Pick<NewWaiver, 'id' | 'match'> {
  const { code, source, line, message } = problem;
  if (!canBeWaived(problem))
    throw new UserError(`this problem cannot be waived: ${message}`, 'what was lost may be banned');
  const id = idOf(code, source.split('/').at(-1) ?? '', line === null ? '' : String(line));
  return { id, match: { problem: code, source, ...(line === null ? {} : { line: String(line) }) } };
}

function idOf(...parts: readonly string[]): string {
  return slug(parts.join(' ')).slice(0, 80).replace(/-$/, '');
}

function valueOf({ asset }: Finding, kind: AssetKeyKind): string | null {
  if (kind === 'cells') return null;
  // The cell may hold several addresses.
  if (kind === 'mac') return firstMac(asset.mac)?.match(/../g)?.join(':') ?? null;
  return asset[kind]?.trim() ?? null;
}

/**
 * The file with one more waiver at its end, or a new file when it is empty. Throws UserError when the file is not
 * valid, or would not be with the new waiver (an id that is taken, longer than `maxDays`).
 */
export function addWaiver(file: TextFile, waiver: NewWaiver): string {
  const isNew = file.text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
  if (!isNew) parseWaivers(file);
  const { id, match, because, reason, owner, approved, expires, ticket } = waiver;
  const item = withoutNulls({ id, match: withoutNulls(match), because, reason, owner, approved, expires, ticket });
  const head = file.text === '' ? '# yaml-language-server: $schema=waivers.schema.json\n' : file.text;
  const text = appendItem(head, 'waivers', item);
  try {
    parseWaivers({ path: file.path, text });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.complaints.map((complaint) => ({
        ...complaint,
        place: null,
        message: `the new waiver: ${complaint.message}`,
      })),
    );
  }
  return text;
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
