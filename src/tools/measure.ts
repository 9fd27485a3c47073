import { fold, squeeze, words } from '../core/text.ts';
import { ModelScan } from '../identify/kinds/model-scan.ts';
import type { Maker, ModelFamily, Vendor } from '../knowledge/vendor.ts';
import type { LabelledModel } from './labelled-rows.ts';

/** Distinct models that a family matched, squeezed and in lower case. */
export interface Counts {
  readonly right: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
}

interface Family {
  readonly vendor: number;
  readonly model: ModelFamily;
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
  const families: readonly Family[] = vendors.flatMap((vendor, index) =>
    makersOf(vendor).flatMap(({ identifiers }) => identifiers.models.map((model) => ({ vendor: index, model }))),
  );
  const names = vendors.map((vendor) => makersOf(vendor).flatMap((maker) => [...maker.names, ...maker.brands]));
  const scan = new ModelScan(
    families.map(({ vendor, model }) => ({ ...model, vendor })),
    names.flatMap((own, vendor) => own.map(({ name }) => ({ words: words(fold(name)), vendor }))),
    hosts,
  );
  const keys = names.map((own) => new Set(own.map(({ name }) => squeeze(fold(name)))));
  const counts = families.map(() => ({ right: new Set<string>(), wrong: new Set<string>() }));
  for (const { texts, label, maker, labelled } of rows) {
    if (label === '?') continue;
    for (const text of texts) {
      for (const { family } of scan.matches(text)) {
        const { vendor } = families[family] ?? { vendor: -1 };
        const id = vendors[vendor]?.id ?? '';
        const isRight = label === id || (maker !== '' && keys[vendor]?.has(squeeze(fold(maker))) === true);
        if (!isRight && maker === '' && !labelled.has(id)) continue;
        counts[family]?.[isRight ? 'right' : 'wrong'].add(squeeze(fold(text)));
      }
    }
  }
  return new Map(families.map(({ model }, index) => [model, counts[index] ?? { right: new Set(), wrong: new Set() }]));
}

function makersOf(vendor: Vendor): readonly Maker[] {
  return [vendor, ...vendor.affiliates];
}
