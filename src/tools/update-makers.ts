// Writes the labelled makers of data/words/makers.yaml, whose name as a whole vendor cell says that a model number is
// theirs. They are spelled as lists of PCI and USB devices, phones and cameras spell them: those that inventories of
// networks name are the registered ones, which it leaves as they are.
// Usage: npm run update:makers DIR, a folder of CSV files with the columns model, label and maker.
import { readFileSync, writeFileSync } from 'node:fs';

import { distance } from '../core/distance.ts';
import { fold } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import { ModelScan } from '../identify/kinds/model-scan.ts';
import { tokenise } from '../identify/names/token.ts';
import { loadKnowledge } from '../knowledge/folder.ts';
import type { Maker, Vendor } from '../knowledge/vendor.ts';
import { labelledModels, type LabelledModel } from './labelled-rows.ts';

const FILE = 'data/words/makers.yaml';
/** A maker has at least so many models of its own; and at most so many makers are kept, those of most models. */
const MODELS = 5;
const MOST = 3_000;
/** Who relabels has doubtful rows only; of other makers one row in a hundred is doubtful for how it is written. */
const DOUBTFUL = 0.1;
/** Words that stand where nobody knew the maker. A name of these alone is none. */
const NO_NAME = new Set(
  (
    'acme generic oem odm noname unknown none other others various misc unbranded china chinese import test demo ip ' +
    'ipc cam cams camera cameras ipcam ipcamera webcam network net wifi wireless mini spy dome bullet ptz turret dvr ' +
    'nvr cctv video security surveillance system systems home smart indoor outdoor hd full p2p onvif rtsp 255 no ' +
    'name brand my new na n a x tv box android tablet phone mobile device devices hub usb pci card international'
  ).split(' '),
);

/** Begins the part of the file that is written. */
const PART = '\nmakers:\n';

function main(dir: string | undefined): string {
  if (dir === undefined) return 'expected a folder of labelled CSV files (columns model, label, maker)';
  const { vendors, words } = loadKnowledge('data');
  const { legalForms } = words;
  const rows = labelledModels(dir);
  const labels = new Set(rows.map(({ label }) => label));
  const designated = vendors.filter(({ id }) => labels.has(id));
  const own = ownModels(rows, designated, legalForms);
  const near = nearNames(vendors, legalForms);
  const registered = new Set(words.tables.makers.registered);
  const makers = [...own]
    .filter(([name, models]) => models >= MODELS && !isNoName(name) && !near(name) && !registered.has(joined(name)))
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([name]) => name)
    .filter((name, place, all) => all.findIndex((other) => joined(other) === joined(name)) === place)
    .sort();
  const lines = makers.map((name) => `  - ${/^[a-z][a-z0-9 ]*$/.test(name) ? name : `'${name}'`}\n`);
  const [kept = ''] = readFileSync(FILE, 'utf8').split(PART);
  writeFileSync(FILE, `${kept}${PART}${lines.join('')}`);
  return `${FILE}: ${String(makers.length)} labelled makers`;
}

/** Models of each maker that relabels no vendor's, as far as no mask of a vendor matches them. */
function ownModels(
  rows: readonly LabelledModel[],
  vendors: readonly Vendor[],
  legalForms: LegalForms,
): ReadonlyMap<string, number> {
  const makers = vendors.flatMap((vendor, index) => makersOf(vendor).map((maker) => ({ index, maker })));
  const scan = new ModelScan(
    makers.flatMap(({ index, maker }) => maker.identifiers.models.map((model) => ({ ...model, vendor: index }))),
    [],
    new Set(),
  );
  const doubtful = new Map<string, number>();
  const all = new Map<string, number>();
  const vendorRows = new Set<string>();
  const models = new Map<string, Set<string>>();
  for (const { texts, label, maker } of rows) {
    const name = nameOf(maker, legalForms);
    if (name === '') continue;
    all.set(name, (all.get(name) ?? 0) + 1);
    if (label === '?') doubtful.set(name, (doubtful.get(name) ?? 0) + 1);
    else if (label !== '') vendorRows.add(name);
    const own = models.get(name) ?? new Set();
    models.set(name, own);
    for (const text of texts) if (scan.matches(text).length === 0) own.add(fold(text).replace(/[^a-z0-9]/g, ''));
  }
  const relabels = (name: string): boolean =>
    vendorRows.has(name) || (doubtful.get(name) ?? 0) > DOUBTFUL * (all.get(name) ?? 0);
  return new Map([...models].flatMap(([name, own]) => (relabels(name) ? [] : [[name, own.size]])));
}

function nameOf(maker: string, legalForms: LegalForms): string {
  return legalForms.strip(tokenise(fold(maker)).map(({ text }) => text)).join(' ');
}

function joined(name: string): string {
  return name.replaceAll(' ', '');
}

function isNoName(name: string): boolean {
  return name.length < 2 || name.split(' ').every((word) => NO_NAME.has(word) || /^\d+$/.test(word));
}

/** Whether a name is a vendor's or a relabel's, or one letter from one. */
function nearNames(vendors: readonly Vendor[], legalForms: LegalForms): (name: string) => boolean {
  const names = vendors.flatMap((vendor) => [
    ...makersOf(vendor).flatMap((maker) => [...maker.names, ...maker.brands]),
    ...vendor.relabels,
  ]);
  const known = names.map(({ name }) => nameOf(name, legalForms).replaceAll(' ', ''));
  return (name) => {
    const joined = name.replaceAll(' ', '');
    return known.some((one) => one === joined || (one.length >= 5 && distance(one, joined, 1) <= 1));
  };
}

function makersOf(vendor: Vendor): readonly Maker[] {
  return [vendor, ...vendor.affiliates];
}

process.stdout.write(`${main(process.argv[2])}\n`);
