// Counts right and wrong matches of every shipped mask on labelled rows and writes them into the vendor files
// (`measured`). Usage: npm run measure:models DIR, a folder of CSV files with the columns model, label and maker, which
// are counted together with those of test/fixtures/models.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMap, isSeq, parseDocument, type ParsedNode, type YAMLMap } from 'yaml';

import { loadKnowledge } from '../knowledge/folder.ts';
import type { Maker, ModelFamily } from '../knowledge/vendor.ts';
import { labelledModels } from './labelled-rows.ts';
import { measure, type Counts } from './measure.ts';

const MEASURED = 'measured';
/** Models of makers of which no public collection of labelled models has enough. */
const OWN = 'test/fixtures/models';

function main(dir: string | undefined): string {
  if (dir === undefined) return 'expected a folder of labelled CSV files (columns model, label, maker)';
  const { vendors, words } = loadKnowledge('data');
  const rows = [...labelledModels(dir), ...labelledModels(OWN)];
  const counts = measure(vendors, rows, new Set(words.tables.hosts));
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

/** The text of a vendor file with what was counted for the families of each of its makers; nothing else changes. */
function withCounts(text: string, makers: readonly Maker[], counts: ReadonlyMap<ModelFamily, Counts>): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  let written = text;
  for (const [index, { identifiers }] of [...makers.entries()].reverse()) {
    const list = document.getIn([...(index === 0 ? [] : ['affiliates', index - 1]), 'identifiers', 'models']);
    for (const [place, item] of isSeq<ParsedNode>(list) ? [...list.items.entries()].reverse() : []) {
      const own = counts.get(identifiers.models[place] as ModelFamily);
      if (!isMap(item) || own === undefined) continue;
      const [from, to] = measuredIn(item);
      const [right, wrong] = [own.right.size, own.wrong.size];
      const said = right + wrong === 0 ? '' : `, ${MEASURED}: {right: ${String(right)}, wrong: ${String(wrong)}}`;
      written = written.slice(0, from) + said + written.slice(to);
    }
  }
  return written;
}

/** Where `, measured: {...}` stands, or would stand: at the end of the braces of a family. */
function measuredIn({ items, range }: YAMLMap.Parsed): readonly [from: number, to: number] {
  const at = items.findIndex(({ key }) => String(key) === MEASURED);
  const before = items[at === -1 ? items.length - 1 : at - 1];
  const from = before?.value?.range[1] ?? range[1] - 1;
  return [from, at === -1 ? from : (items[at]?.value?.range[1] ?? from)];
}

function changeOf(model: ModelFamily, counts: ReadonlyMap<ModelFamily, Counts>): readonly string[] {
  const before = model.measured ?? { right: 0, wrong: 0 };
  const right = counts.get(model)?.right.size ?? 0;
  const wrong = counts.get(model)?.wrong.size ?? 0;
  if (right === before.right && wrong === before.wrong) return [];
  return [`${model.mask}: ${before.right}/${before.wrong} -> ${right}/${wrong}`];
}

process.stdout.write(`${main(process.argv[2])}\n`);
