import type { Words } from '../core/words/words.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { gz, zst } from './compressed/compressed.ts';
import { csv } from './csv/csv.ts';
import { cyclonedx } from './json/cyclonedx.ts';
import { json } from './json/json.ts';
import { ndjson } from './json/ndjson.ts';
import { nmap } from './nmap/nmap.ts';
import { routerDb } from './text/router-db.ts';
import { snmprec } from './snmp/snmprec.ts';
import { snmpwalk } from './snmp/snmpwalk.ts';
import { text } from './text/text.ts';
import { xlsx } from './xlsx/xlsx.ts';
import { yaml } from './json/yaml.ts';

/** One input format: a file of its own and one line below. What is heavy is loaded by `open`, not by the file. */
export interface InputFormat {
  /** As `--input-format` and the `input` event name it. */
  readonly name: string;
  /** Lower case, without a dot. Asked only when no content is recognised. */
  readonly extensions: readonly string[];
  /** Whether these first bytes are this format beyond doubt. `name` is the path, for formats that share a content. */
  readonly sniff: (head: Uint8Array, name: string, words: Words) => boolean;
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
