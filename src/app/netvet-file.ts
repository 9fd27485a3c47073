import { exemptionsShape, listShape } from '../knowledge/list-shape.ts';
import { vendorShape } from '../knowledge/vendor.ts';
import { FORMATS } from '../report/registry.ts';
import { waiversShape } from '../waivers/waiver.ts';
import { Reading, readFile } from '../yaml/read.ts';
import type { Shape } from '../yaml/shape.ts';
import type { Files } from './host.ts';

/** Files that people write for netvet are smaller. */
const MOST_BYTES = 256 * 1024;
const RESULT = { what: 'a result of netvet', instead: 'netvet report FILE' };
const SCHEMA = /^#[^\n]*\$schema=\S*?\b(list|vendor|waivers|exemptions)\.schema\.json/m;

/** What each kind is, the command that takes it, and its shape. */
const KINDS: Readonly<Record<string, typeof RESULT & { readonly shape: Shape<unknown> }>> = {
  list: { what: 'a list of netvet', instead: 'netvet check INVENTORY -l FILE', shape: listShape },
  vendor: { what: 'a vendor file of netvet', instead: 'netvet vendors validate FILE', shape: vendorShape },
  waivers: { what: 'a waiver file of netvet', instead: 'netvet check INVENTORY --waivers FILE', shape: waiversShape },
  exemptions: { what: 'an exemption file of netvet', instead: 'netvet lists validate FILE', shape: exemptionsShape },
};

/**
 * Which kind of netvet file a file is, if that is beyond doubt: a result begins with its run, a list or waiver file
 * names its schema and keeps to it. Null for any other file, also for one that cannot be read.
 */
export function netvetFileOf(path: string, files: Files): typeof RESULT | null {
  const head = files.head(path, MOST_BYTES);
  if (FORMATS.ndjson.begins.test(head)) return RESULT;
  const kind = KINDS[SCHEMA.exec(head)?.[1] ?? ''];
  if (kind === undefined || Number(files.sizeOf(path)) > MOST_BYTES) return null;
  const reading = new Reading();
  readFile({ path, text: head }, kind.shape, reading);
  // A user's list may name a vendor by its name, not its id.
  return reading.problems.every(({ message }) => message.endsWith('is not an id')) ? kind : null;
}
