import type { Inventory, ReadOptions } from './inventory.ts';
import type { PeekedSource } from './peek.ts';
import { gz, zst } from './compressed.ts';
import { csv } from './csv.ts';
import { cyclonedx } from './cyclonedx.ts';
import { json } from './json.ts';
import { ndjson } from './ndjson.ts';
import { nmap } from './nmap.ts';
import { routerDb } from './router-db.ts';
import { snmprec } from './snmprec.ts';
import { snmpwalk } from './snmpwalk.ts';
import { text } from './text.ts';
import { xlsx } from './xlsx.ts';
import { yaml } from './yaml.ts';

/** One input format: a file of its own and one line below. What is heavy is loaded by `open`, not by the file. */
export interface InputFormat {
  /** As `--input-format` and the `input` event name it. */
  readonly name: string;
  /** Lower case, without a dot. Asked only when no content is recognised. */
  readonly extensions: readonly string[];
  /** Whether these first bytes are this format beyond doubt. `name` is the path, for formats that share a content. */
  readonly sniff: (head: Uint8Array, name: string) => boolean;
  /** Throws UserError when the input cannot be this format or the options do not fit it. */
  readonly open: (source: PeekedSource, options: ReadOptions) => Promise<Inventory>;
}

/** Asked in this order, so the more particular content stands first; the last takes any text that nobody else claims. */
export const INPUT_FORMATS: readonly InputFormat[] = [
  gz,
  zst,
  xlsx,
  nmap,
  cyclonedx,
  ndjson,
  json,
  snmprec,
  snmpwalk,
  routerDb,
  yaml,
  csv,
  text,
];
