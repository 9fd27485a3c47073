import { colonForm, isBurntIn, separatedMacs } from '../core/mac.ts';
import { layoutOf, MENTION, NO_TRAITS } from '../core/layout.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import type { PeekedSource } from './bytes/peek.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { Broken, brokenOff, cellsOfText, fixedColumn, foundProblem, inventoryOf, rowOf } from './rows.ts';
import type { Item, Row } from './rows.ts';
import { attributeOf, elementsIn, textOf, xmlElements, type XmlElement } from './xml.ts';

/** nmap looks its vendor up by the address prefix, and guesses the system: both are read as what the host runs. */
const COLUMNS = [
  ['hostname', 'hostname'],
  ['address', 'ip'],
  ['mac address', 'mac'],
  ['mac vendor', 'platform'],
  ['os', 'platform'],
  ['os guess', 'text'],
  ['service', 'platform'],
  ['cpe', 'cpe'],
  ['snmp-sysdescr', 'sysDescr'],
  ['script output', 'text'],
] as const;
type ColumnName = (typeof COLUMNS)[number][0];
const FIXED = COLUMNS.map(([name, field]) => fixedColumn(name, field, field === 'text' ? MENTION : NO_TRAITS));

/** By column, scripts whose output describes the host that answers; others report other hosts or weaknesses. */
// prettier-ignore
const SCRIPTS = new Map<ColumnName, readonly string[]>([
  ['snmp-sysdescr', ['snmp-sysdescr']],
  // What the host's software calls itself, like the name of a service.
  ['service', ['banner', 'http-server-header', 'upnp-info']],
  ['script output', ['http-title', 'ssl-cert', 'snmp-info', 'rtsp-methods', 'telnet-ntlm-info', 'ftp-syst', 'nbstat',
    'dicom-ping', 'hikvision-info', 'snmp-interfaces']],
]);
/** Scripts whose output has the addresses of the host's own interfaces. */
const INTERFACE_SCRIPTS = new Set(['nbstat', 'snmp-interfaces']);
const CPE = /^cpe:\/?(?:2\.3:)?/;

/** Opens the output of `nmap -oX`: one record a host that is up. */
export async function openNmap(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const text = await decode(source, options);
  return inventoryOf({ ...text, format: 'nmap', columns: FIXED, items: hosts(text) }, options);
}

async function* hosts({ pieces }: DecodedText): AsyncGenerator<Item> {
  const hint = 'run nmap again, or continue it with --resume';
  const message = 'the scan did not finish: hosts may be missing';
  let ending: Item | null = foundProblem('interrupted-scan', message, { hint });
  try {
    for await (const elements of xmlElements(pieces, (name) => name === 'host' || name === 'finished')) {
      for (const element of elements) {
        if (element.name === 'host') yield* rowsOf(element);
        else if ((attributeOf(element.attributes, 'exit') ?? 'success') === 'success') ending = null;
      }
    }
  } catch (error) {
    // The file of a scan that was stopped breaks off; behind `<finished>` there are no hosts.
    if (!(error instanceof Broken) || error.reason !== 'truncated') ending = brokenOff(error);
  }
  if (ending !== null) yield ending;
}

/** The record of a `<host>`; nothing for a host that is down. */
function rowsOf(host: XmlElement): readonly Row[] {
  const byColumn = new Map<ColumnName, Set<string>>();
  const add = (column: ColumnName, value: string): void => {
    if (value.trim() !== '') byColumn.set(column, (byColumn.get(column) ?? new Set()).add(value.trim()));
  };
  /** `os`: within an `<osclass>` its column, which depends on how sure nmap is; null elsewhere. */
  const read = (element: XmlElement, os: ColumnName | null): void => {
    const { name, attributes } = element;
    const get = (...keys: readonly string[]): string =>
      keys.flatMap((key) => attributeOf(attributes, key) || []).join(' ');
    // nmap is sure where the accuracy is 100 percent.
    const osColumn = Number(get('accuracy')) >= 100 ? 'os' : 'os guess';
    if (name === 'address') {
      add(get('addrtype') === 'mac' ? 'mac address' : 'address', get('addr'));
      add('mac vendor', get('vendor'));
    } else if (name === 'hostname') add('hostname', get('name'));
    else if (name === 'osmatch') add(osColumn, get('name'));
    else if (name === 'osclass') add(osColumn, get('vendor', 'osfamily', 'osgen'));
    else if (name === 'service') {
      // masscan writes the banner into an attribute of the service.
      for (const what of [['product', 'version', 'extrainfo'], ['banner'], ['ostype']]) add('service', get(...what));
      add('hostname', get('hostname'));
    } else if (name === 'script') {
      const [id, output] = [get('id'), get('output')];
      for (const [column, ids] of SCRIPTS) if (ids.includes(id)) add(column, output);
      if (INTERFACE_SCRIPTS.has(id))
        for (const mac of separatedMacs(output).filter(isBurntIn)) add('mac address', colonForm(mac));
    } else if (name === 'cpe') add(os ?? 'cpe', os === null ? textOf(element) : textOf(element).replace(CPE, ''));
    for (const inner of elementsIn(element)) read(inner, name === 'osclass' ? osColumn : os);
  };
  if (elementsIn(host).some(({ name, attributes }) => name === 'status' && attributes['state'] === 'down')) return [];
  read(host, null);
  const cells = COLUMNS.map(([name]) => cellsOfText([...(byColumn.get(name) ?? [])].join('\n')));
  const columns = FIXED.flatMap((column, at) => (cells[at] ?? []).map(() => column));
  return [rowOf(layoutOf(columns), cells.flat(), host.line)];
}
