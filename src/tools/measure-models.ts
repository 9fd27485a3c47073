// Counts right and wrong matches of every shipped mask on labelled rows and writes them into the vendor files
// (`measured`). Usage: npm run measure:models DIR, a folder of CSV files with the columns model, label and maker, which
// are counted together with those of test/fixtures/models.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';

import { loadKnowledge } from '../knowledge/folder.ts';
import type { Maker, ModelFamily } from '../knowledge/vendor.ts';
import { vendorShape } from '../knowledge/vendor-shape.ts';
import { formatYaml } from '../yaml/format.ts';
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
    const written = formatYaml(withCounts(text, makers, counts), vendorShape);
    if (written !== text) writeFileSync(path, written);
    return makers.flatMap(({ identifiers }) => identifiers.models.flatMap((model) => changeOf(model, counts)));
  });
  return [...lines, `${String(rows.length)} labelled rows, ${String(counts.size)} families`].join('\n');
}

/** The text of a vendor file with what was counted for the families of each of its makers. */
function withCounts(text: string, makers: readonly Maker[], counts: ReadonlyMap<ModelFamily, Counts>): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  makers.forEach(({ identifiers }, index) => {
    const path = index === 0 ? [] : ['affiliates', index - 1];
    const list = document.getIn([...path, 'identifiers', 'models']);
    if (!isSeq(list)) return;
    list.items.forEach((item, place) => {
      const model = identifiers.models[place];
      const own = model === undefined ? undefined : counts.get(model);
      if (!isMap(item) || own === undefined) return;
      const [right, wrong] = [own.right.size, own.wrong.size];
      if (right + wrong === 0) item.delete(MEASURED);
      else {
        const measured = document.createNode({ right: String(right), wrong: String(wrong) });
        (measured as YAMLMap).flow = true;
        item.set(MEASURED, measured);
      }
    });
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function changeOf(model: ModelFamily, counts: ReadonlyMap<ModelFamily, Counts>): readonly string[] {
  const before = model.measured ?? { right: 0, wrong: 0 };
  const right = counts.get(model)?.right.size ?? 0;
  const wrong = counts.get(model)?.wrong.size ?? 0;
  if (right === before.right && wrong === before.wrong) return [];
  return [`${model.mask}: ${before.right}/${before.wrong} -> ${right}/${wrong}`];
}

process.stdout.write(`${main(process.argv[2])}\n`);
