import { newSha256 } from '#runtime';
import { CATEGORIES, categoryName } from '../core/fields.ts';
import { wrongFile } from '../core/errors.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Referable } from '../waivers/waiver-file.ts';
import { failRule, gradeOf } from './exit.ts';
import type { Host } from './host.ts';
import type { Options } from './options.ts';

/** Ids and names that a waiver of a run can name. `complete`: no other run could know more. */
export function referableIn(
  { lists, vendors }: { readonly lists: readonly BanList[]; readonly vendors: readonly Vendor[] },
  shipped: readonly BanList[],
  complete: boolean,
): Referable {
  const makers = vendors.flatMap((vendor) => [
    ...[vendor.id, vendor.name],
    ...vendor.affiliates.flatMap(({ id, name }) => [id, name, `${vendor.id}/${id}`]),
  ]);
  const categories = CATEGORIES.flatMap((id) => [id, categoryName(id)]);
  return { lists: [...shipped, ...lists].map(({ id }) => id), vendors: [...makers, ...categories], complete };
}

/** Reads the waivers of a run. Throws UserError with everything that is wrong with the file. */
export async function loadWaivers(path: string, asOf: string, host: Host, known: Referable | null = null) {
  const { parseWaivers } = await import('../waivers/waiver-file.ts');
  const { createWaiverRun } = await import('../waivers/waiver.ts');
  const { words } = await host.knowledge();
  const file = parseWaivers(host.files.text(path), words.noValue, known);
  return { run: createWaiverRun(file, asOf), ref: { path, sha256: file.sha256 } };
}

/** Reads the earlier result that a run is compared with. Throws UserError when it is not a result, or damaged. */
export async function loadBaseline(path: string, options: Options, host: Host) {
  const { Baseline, BaselineRun } = await import('../waivers/baseline.ts');
  const { readResult } = await import('./result.ts');
  if (path !== '-' && host.files.sizeOf(path) === undefined) {
    const hint = `make one from what is accepted today: netvet check FILE -q -o ndjson=${path}`;
    throw wrongFile(path, 'no such file: nothing was recorded yet', hint);
  }
  const { words } = await host.knowledge();
  const rule = failRule(options);
  const baseline = new Baseline((finding) => rule.wouldFail(finding) || rule.isUndecided(finding));
  const hash = newSha256();
  for await (const event of readResult(path, host, (chunk) => hash.update(chunk))) {
    if (event.type === 'designation') rule.addDesignation(event);
    baseline.add(event);
  }
  const run = new BaselineRun(baseline, gradeOf(options), words.noValue);
  return { run, ref: { path, sha256: hash.digest('hex') } };
}
