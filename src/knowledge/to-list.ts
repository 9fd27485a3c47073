import { sha256 as sha256Of } from '#runtime';
import { CATEGORY_NAMES } from '../core/fields.ts';
import { slug } from '../core/text.ts';
import { defaultsOf } from '../yaml/shape.ts';
import { ABOUT, type About, type BanList, type ListEntry, type Rule } from './ban-list.ts';
import type { ExemptionFile, RawEntry, RawList } from './list-shape.ts';
import { ruleShape } from './list-shape.ts';
import type { RawInPlace } from './vendor.ts';

/** The hash of what was read from data files. Keys without a value are left out: a new optional key changes no hash. */
export const hashOf = (read: unknown): string =>
  sha256Of(JSON.stringify(read, (_, value: unknown) => value ?? undefined));

/** What a user's list without rules forbids. */
export const NOT_HERE: Rule = {
  ...defaultsOf(ruleShape),
  ...{ id: 'use', effect: 'must-go', mayNot: 'be used here', verified: true },
};

/**
 * Makes a list with its own entries, and with its files of approvals out of `exemptions`. `nameOf`: the name to print
 * for a vendor where the entry does not say it.
 */
export function toList(
  list: RawList,
  file: string,
  exemptions: readonly ExemptionFile[],
  nameOf: (vendor: string) => string | null = () => null,
): BanList {
  const about = Object.fromEntries(ABOUT.map((key) => [key, list[key]])) as unknown as About;
  const adopts = list.adopts.map((adoption) => ({ ...adoption, since: adoption.since ?? list.since }));
  const rules = list.rules.map((rule) => ({
    ...rule,
    binds: rule.binds ?? list.binds,
    until: rule.until ?? list.until,
    citation: rule.citation ?? list.citation,
    verified: rule.verified ?? list.verified ?? true,
  }));
  const taken = new Map<string, number>();
  const isOfLaw = isShipped(file);
  const entries = list.entries.map((raw): ListEntry => {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- how a name was meant is settled by now
    const { vendor: writtenVendor, exact, things, except, ...rest } = raw;
    const vendor = writtenVendor === null ? null : vendorIdOf(writtenVendor);
    const since = raw.since ?? list.since;
    const scope = things !== null || except !== null || raw.thing !== null ? { things, except } : list;
    const name = vendor === null ? nameWithoutVendor(raw) : (writtenVendor?.name ?? nameOf(vendor) ?? vendor);
    return {
      ...rest,
      id: numbered(vendor ?? raw.thing ?? `makers-${(raw.makerFrom ?? []).join('-').toLowerCase()}`, taken),
      adoptedFrom: null,
      vendor,
      as: raw.as ?? name,
      affiliates: raw.affiliates ?? list.affiliates ?? 'included',
      // Nobody knew of a law before it was published; a company knows its own rules.
      announced: raw.announced ?? (raw.since === null ? list.announced : null) ?? (isOfLaw ? since : null),
      since,
      until: raw.until ?? list.until,
      reason: raw.reason ?? list.reason,
      scopes: scope.things === null && scope.except === null ? [] : [{ things: scope.things, except: scope.except }],
      citation: raw.citation ?? list.citation,
      verified: raw.verified ?? list.verified ?? true,
    };
  });
  const allRules = rules.length === 0 && !isOfLaw ? [NOT_HERE] : rules;
  const approvals = exemptions.filter(({ of }) => of === list.id);
  const hash = hashOf(list);
  const sha256 = approvals.length === 0 ? hash : hashOf([hash, approvals]);
  return { ...about, rules: allRules, entries, adopts, approvals, file, sha256 };
}

const nameWithoutVendor = ({ thing, makerFrom }: RawEntry): string =>
  thing === null ? `vendors from ${(makerFrom ?? []).join(', ')}` : CATEGORY_NAMES[thing];

/** Whether a path is a list of a checkout's data/. */
export const isShipped = (path: string): boolean => /(?:^|[/\\])data[/\\]lists[/\\][^/\\]+\.yaml$/.test(path);

/** The id that `vendor:` of an entry stands for: as written, or the slug of the name. */
export const vendorIdOf = (raw: RawInPlace): string => raw.id ?? (raw.name === null ? '' : slug(raw.name));

/** The vendor of a reference: `huawei` of `huawei/hisilicon`. */
export const vendorOf = (ref: string): string => ref.split('/', 1)[0] ?? '';

/** An id that no entry has yet; `taken`: the last number that was given to each. */
function numbered(id: string, taken: Map<string, number>): string {
  let count = taken.get(id) ?? 0;
  let free: string;
  do free = (count += 1) === 1 ? id : `${id}-${String(count)}`;
  while (free !== id && taken.has(free));
  taken.set(free, 1).set(id, count);
  return free;
}
