// Counts right and wrong matches of every shipped mask on labelled rows and writes them into the vendor files
// (`measured`). Usage: npm run measure:models -- DIR, a folder of CSV files with the columns model, label and maker,
// which are counted together with those of test/fixtures/models.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';

import { UserError } from '../../src/core/errors.ts';
import { fold, words } from '../../src/core/text.ts';
import { LEADING, modelScan } from '../../src/identify/kinds/model.ts';
import { makersOf } from '../../src/identify/names/name-index.ts';
import { knowledgeOf, readDataFolder } from '../../src/knowledge/data.ts';
import type { Maker, ModelFamily, Vendor } from '../../src/knowledge/vendor.ts';

const MEASURED = 'measured';
/** Models of makers of which no public collection of labelled models has enough. */
const OWN = 'test/fixtures/models';

export function main([dir]: readonly string[]): string {
  const labelled = dir === undefined ? [] : labelledModels(dir);
  if (labelled.length === 0)
    throw new UserError('expected a folder of labelled CSV files (columns model, label, maker)');
  const known = knowledgeOf(readDataFolder('data'));
  const { vendors } = known;
  const rows = [...labelled, ...labelledModels(OWN)];
  const counts = measure(vendors, rows, new Set(known.words.tables.hosts));
  const lines = vendors.flatMap((vendor) => {
    const makers = [vendor, ...vendor.affiliates];
    if (makers.every(({ identifiers }) => identifiers.models.length === 0)) return [];
    const path = `data/vendors/${vendor.id}.yaml`;
    const text = readFileSync(path, 'utf8');
    const written = withCounts(text, makers, counts);
    if (written !== text) writeFileSync(path, written);
    return makers.flatMap(({ identifiers }) => identifiers.models.flatMap((model) => changeOf(model, counts)));
  });
  return [...lines, `${String(rows.length)} labelled rows, ${String(counts.size)} families`].join('\n');
}

/** The text of a vendor file with what was counted for the families of each of its makers; all else is as it was. */
function withCounts(text: string, makers: readonly Maker[], counts: ReadonlyMap<ModelFamily, Counts>): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const edits: Edit[] = [];
  makers.forEach(({ identifiers }, index) => {
    const path = index === 0 ? [] : ['affiliates', index - 1];
    const list = document.getIn([...path, 'identifiers', 'models']);
    if (!isSeq(list)) return;
    list.items.forEach((item, place) => {
      const model = identifiers.models[place];
      const own = model === undefined ? undefined : counts.get(model);
      if (isMap(item) && own !== undefined) edits.push(editOf(item, own));
    });
  });
  // From the end, so that earlier places stay what they are.
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((changed, { from, to, by }) => changed.slice(0, from) + by + changed.slice(to), text);
}

/** What to write where in the line of a family, `{mask: ..., measured: {right: 3, wrong: 0}, source: ...}`. */
function editOf(family: YAMLMap, { right, wrong }: Counts): Edit {
  const placeOf = (...keys: readonly string[]): number =>
    family.items.findIndex(({ key }) => isScalar(key) && keys.includes(String(key.value)));
  const old = placeOf(MEASURED);
  const before = [old, placeOf('own', 'source'), family.items.length].find((place) => place !== -1) ?? 0;
  const from = endOf(family.items[before - 1]?.value);
  const to = old === -1 ? from : endOf(family.items[old]?.value);
  const counted = right.size + wrong.size === 0 ? '' : `, measured: {right: ${right.size}, wrong: ${wrong.size}}`;
  return { from, to, by: counted };
}

function endOf(node: unknown): number {
  if (!isNode(node) || node.range == null) throw new Error('a family of models begins with its mask');
  return node.range[1];
}

function changeOf(model: ModelFamily, counts: ReadonlyMap<ModelFamily, Counts>): readonly string[] {
  const before = model.measured ?? { right: 0, wrong: 0 };
  const right = counts.get(model)?.right.size ?? 0;
  const wrong = counts.get(model)?.wrong.size ?? 0;
  if (right === before.right && wrong === before.wrong) return [];
  return [`${model.mask}: ${before.right}/${before.wrong} -> ${right}/${wrong}`];
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** A model whose maker is known: a row of a labelled file. */
interface LabelledModel {
  readonly texts: readonly string[];
  /** A vendor's id, '' for a maker of no vendor file, `?` for what is not counted. */
  readonly label: string;
  /** The maker as its source spells it; '' where the file does not say. */
  readonly maker: string;
  /** All labels of its file. Without a maker, '' says nothing about a vendor that its file labels nowhere. */
  readonly labelled: ReadonlySet<string>;
}

/** The columns that hold models, also those of sysDescr. */
const TEXTS = ['model', 'part_number', 'sysDescr', 'hardware'];

/**
 * The labelled rows of the CSV files of a folder and of its folder `3`: those with a column label and one of models.
 */
export function labelledModels(dir: string): readonly LabelledModel[] {
  const folders = [dir, join(dir, '3')].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.endsWith('.csv') ? [join(folder, name)] : [])),
  );
  return files.sort().flatMap((file) => modelsIn(readFileSync(file, 'utf8')));
}

function modelsIn(text: string): readonly LabelledModel[] {
  const [header = [], ...rows] = parseCsv(text);
  const label = header.indexOf('label');
  const maker = header.indexOf('maker');
  const columns = TEXTS.map((name) => header.indexOf(name)).filter((at) => at !== -1);
  if (label === -1 || columns.length === 0) return [];
  const labelled = new Set(rows.map((row) => row[label] ?? ''));
  return rows.map((row) => ({
    texts: columns.flatMap((at) => row[at]?.trim() || []),
    label: row[label] ?? '',
    maker: row[maker] ?? '',
    labelled,
  }));
}

/** RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}

/** Without what separates the parts of a model. */
const squeeze = (folded: string): string => folded.replace(/[\s\-_./]+/g, '');

/** Distinct models that a family matched, squeezed and in lower case. */
interface Counts {
  readonly right: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
}

/**
 * What each family of some vendors matches among labelled models, as it would count in a run: of several from one
 * beginning the longest. A row whose file labels no row as the vendor's and names no maker says nothing about its
 * families.
 */
export function measure(
  vendors: readonly Vendor[],
  rows: readonly LabelledModel[],
  hosts: ReadonlySet<string>,
): ReadonlyMap<ModelFamily, Counts> {
  const makers = makersOf(vendors, () => true);
  const families = makers.flatMap((maker) => maker.facts.identifiers.models.map((model) => ({ maker, model })));
  const namesOf = (vendor: Vendor) =>
    [vendor, ...vendor.affiliates].flatMap((maker) => [...maker.names, ...maker.brands].map(({ name }) => fold(name)));
  const leading = vendors.flatMap((vendor) => namesOf(vendor).map((name) => ({ words: words(name), vendor })));
  const scan = modelScan(
    families,
    leading.filter((one) => LEADING.test(one.words.join(''))),
    hosts,
  );
  const keys = new Map(vendors.map((vendor) => [vendor, new Set(namesOf(vendor).map(squeeze))] as const));
  const counts = new Map(
    families.map(({ model }) => [model, { right: new Set<string>(), wrong: new Set<string>() }] as const),
  );
  for (const { texts, label, maker, labelled } of rows) {
    if (label === '?') continue;
    for (const text of texts) {
      for (const { family } of scan(text, () => true)) {
        const { vendor } = family.maker;
        const { id } = vendor;
        const isRight = label === id || (maker !== '' && keys.get(vendor)?.has(squeeze(fold(maker))) === true);
        if (!isRight && maker === '' && !labelled.has(id)) continue;
        counts.get(family.model)?.[isRight ? 'right' : 'wrong'].add(squeeze(fold(text)));
      }
    }
  }
  return counts;
}
