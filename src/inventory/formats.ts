import type { Inventory, ReadOptions } from './inventory.ts';
import type { PeekedSource } from './peek.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { ndjson } from './ndjson.ts';
import { nmap } from './nmap.ts';
import { snmprec } from './snmprec.ts';
import { snmpwalk } from './snmpwalk.ts';
import { xlsx } from './xlsx.ts';

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

/** Asked in this order, so the more particular content stands first; plain text that nobody else claims is CSV. */
export const INPUT_FORMATS: readonly InputFormat[] = [xlsx, snmprec, snmpwalk, ndjson, json, nmap, csv];
