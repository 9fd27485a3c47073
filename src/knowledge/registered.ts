import { lastPer } from '../core/cache.ts';
import { joined, slug } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';
import type { BanList } from './ban-list.ts';
import { vendorShape, type Vendor } from './vendor.ts';
import { defaultsOf } from '../yaml/shape.ts';

/**
 * The vendors of a run, and the registered makers (data/words/makers.yaml) without a vendor file, from countries by
 * which its lists name vendors or things, or of unknown country: found like a vendor that is known by its name alone.
 */
export function withRegistered(vendors: readonly Vendor[], lists: readonly BanList[], tables: WordTables) {
  const madeIn = lists.flatMap(({ entries }) => entries.flatMap((entry) => entry.madeIn ?? []));
  const countries = [...new Set([...countriesOf(lists), ...madeIn])];
  return countries.length === 0 ? vendors : withMakersFrom(vendors, tables, countries.sort().join(' '));
}

const withMakersFrom = lastPer((vendors: readonly Vendor[], { makers }: WordTables, from: string) => {
  const countries = new Set(from.split(' '));
  const names = vendors.flatMap((vendor) => [vendor, ...vendor.affiliates].flatMap((maker) => maker.names));
  const taken = new Set(names.map(({ name }) => joined(name)));
  const seats = makers.seats.flatMap(({ country, of }) => of.map((name) => ({ name, country, key: joined(name) })));
  const wanted = seats.filter(({ key, country }) => !taken.has(key) && (country === null || countries.has(country)));
  const added = wanted.map(({ name, country, key }): Vendor => {
    // A longer name that begins alike is another company's: Motorola Solutions is not Motorola.
    const longer = seats.filter((other) => other.name !== name && other.key.startsWith(key));
    const lookAlikes = longer.map((other) => ({ name: other.name, source: null }));
    const itsName = { name, distinctive: false, leads: true, certainty: 'high' } as const;
    return { ...NO_VENDOR, id: slug(name), name, names: [itsName], country, lookAlikes, isRegistered: true };
  });
  return [...vendors, ...added];
});

/** The countries whose vendors are all named by a list (`makerFrom`). */
export function countriesOf(lists: readonly Pick<BanList, 'entries'>[]): ReadonlySet<string> {
  return new Set(lists.flatMap(({ entries }) => entries.flatMap(({ makerFrom }) => makerFrom ?? [])));
}

const NO_VENDOR = { ...defaultsOf(vendorShape), file: null };
