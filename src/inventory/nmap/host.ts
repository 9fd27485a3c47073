import { CELL_LIMIT } from '../../core/text.ts';
import type { Field } from '../../core/fields.ts';
import { Layout, type Column } from '../../core/layout.ts';
import type { Row } from '../rows.ts';
import type { Attributes, XmlEvent } from '../xml/events.ts';

function column(name: string, field: Field, notMaker = false): Column {
  return { name, fields: [field], why: 'format', notMaker };
}

/**
 * nmap's vendor is its own look-up of the address prefix, and its guess at the operating system is a guess: neither is
 * a maker's name in a maker's column, so both are read as what the host runs.
 */
export const LAYOUT = new Layout([
  column('hostname', 'hostname'),
  column('address', 'ip'),
  column('mac address', 'mac'),
  column('mac vendor', 'platform'),
  column('os', 'platform'),
  column('os guess', 'text', true),
  column('service', 'platform'),
  column('cpe', 'cpe'),
  column('snmp-sysdescr', 'sysDescr'),
  column('script output', 'text', true),
]);
type ColumnName =
  | 'hostname'
  | 'address'
  | 'mac address'
  | 'mac vendor'
  | 'os'
  | 'os guess'
  | 'service'
  | 'cpe'
  | 'snmp-sysdescr'
  | 'script output';

/** Scripts whose output says what answers; others report broadcasts, other hosts or weaknesses. */
// prettier-ignore
const TELLING_SCRIPTS = new Set([
  'banner', 'http-title', 'http-server-header', 'ssl-cert', 'snmp-info', 'upnp-info', 'rtsp-methods',
  'telnet-ntlm-info', 'ftp-syst', 'nbstat', 'dicom-ping', 'hikvision-info',
]);
/** Most of one script's output that is kept. */
const MAX_SCRIPT = 4096;
/** An operating system that nmap is sure of. */
const EXACT = 100;

/** One `<host>` while it is read. */
export class Host {
  readonly line: number;
  up = true;
  readonly #values = new Map<ColumnName, Set<string>>();
  #accuracy = 0;
  #inOs = false;
  #cpe: string | null = null;

  constructor(line: number) {
    this.line = line;
  }

  take(event: XmlEvent): void {
    if (event.kind === 'open') this.#open(event.name, event.attributes);
    else if (event.kind === 'text' && this.#cpe !== null && this.#cpe.length < MAX_SCRIPT) this.#cpe += event.text;
    else if (event.kind === 'close') this.#close(event.name);
  }

  row(): Row {
    const cells = LAYOUT.columns.map(({ name }) =>
      [...(this.#values.get(name as ColumnName) ?? [])].join('\n').slice(0, CELL_LIMIT),
    );
    return { kind: 'row', layout: LAYOUT, cells, line: this.line, cell: null, part: 'device' };
  }

  #open(name: string, attributes: Attributes): void {
    const get = (key: string): string => attributes.get(key) ?? '';
    switch (name) {
      case 'status':
        this.up = get('state') !== 'down';
        return;
      case 'address':
        this.#add(get('addrtype') === 'mac' ? 'mac address' : 'address', get('addr'));
        this.#add('mac vendor', get('vendor'));
        return;
      case 'hostname':
        this.#add('hostname', get('name'));
        return;
      case 'osmatch':
        this.#accuracy = Number(get('accuracy'));
        this.#add(this.#accuracy >= EXACT ? 'os' : 'os guess', get('name'));
        return;
      case 'osclass':
        this.#accuracy = Number(get('accuracy'));
        this.#inOs = true;
        this.#add(this.#accuracy >= EXACT ? 'os' : 'os guess', join(get('vendor'), get('osfamily'), get('osgen')));
        return;
      case 'service':
        this.#add('service', join(get('product'), get('version'), get('extrainfo')));
        // masscan writes what answered beside the name of the service.
        this.#add('script output', get('banner'));
        this.#add('service', get('ostype'));
        this.#add('hostname', get('hostname'));
        return;
      case 'script':
        this.#script(get('id'), get('output'));
        return;
      case 'cpe':
        this.#cpe = '';
    }
  }

  #close(name: string): void {
    if (name === 'osclass') this.#inOs = false;
    if (name !== 'cpe' || this.#cpe === null) return;
    if (!this.#inOs) this.#add('cpe', this.#cpe);
    else this.#add(this.#accuracy >= EXACT ? 'os' : 'os guess', this.#cpe.replace(/^cpe:\/?(?:2\.3:)?/, ''));
    this.#cpe = null;
  }

  #script(id: string, output: string): void {
    if (id === 'snmp-sysdescr') this.#add('snmp-sysdescr', output);
    else if (TELLING_SCRIPTS.has(id)) this.#add('script output', output);
  }

  #add(column: ColumnName, value: string): void {
    const text = value.trim().slice(0, MAX_SCRIPT);
    if (text === '') return;
    const values = this.#values.get(column);
    if (values === undefined) this.#values.set(column, new Set([text]));
    else if (values.size < 1000) values.add(text);
  }
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
