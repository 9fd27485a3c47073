import { gz, zst } from './compressed/compressed.ts';
import { csv } from './csv/csv.ts';
import type { InputFormat } from './input-format.ts';
import { cyclonedx } from './json/cyclonedx.ts';
import { json } from './json/json.ts';
import { ndjson } from './json/ndjson.ts';
import { nmap } from './nmap/nmap.ts';
import { routerDb } from './text/router-db.ts';
import { snmprec } from './snmp/snmprec.ts';
import { snmpwalk } from './snmp/snmpwalk.ts';
import { spdx } from './json/spdx.ts';
import { text } from './text/text.ts';
import { xlsx } from './xlsx/xlsx.ts';
import { yaml } from './json/yaml.ts';

/** Tried in this order, so more specific formats come first; the last takes any text that no other format claims. */
export const INPUT_FORMATS: readonly InputFormat[] = [
  gz,
  zst,
  xlsx,
  nmap,
  cyclonedx,
  spdx,
  ndjson,
  json,
  snmprec,
  snmpwalk,
  routerDb,
  yaml,
  csv,
  text,
];
