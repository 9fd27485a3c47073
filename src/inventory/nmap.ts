import { UserError } from '../core/errors.ts';
import { Layout, MENTION, NO_TRAITS } from '../core/layout.ts';
import { decode, type DecodedText } from './bytes/decode.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/sniff.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { fixedColumn, inventoryOf, trouble, type Item, type Row, type Trouble } from './rows.ts';
import { XmlError, xmlEvents, type Attributes, type XmlEvent } from './xml.ts';
import { CELL_LIMIT } from '../core/text.ts';

/**
 * nmap's vendor is its own look-up of the address prefix, and its guess at the operating system is a guess: neither is
 * a maker's name in a maker's column, so both are read as what the host runs.
 */
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
const LAYOUT = new Layout(
  COLUMNS.map(([name, field]) => fixedColumn(name, field, field === 'text' ? MENTION : NO_TRAITS)),
);

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

/** Opens the output of `nmap -oX`: one record a host that is up. */
export async function openNmap(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  if (!/<nmaprun[\s>]/.test(headText(source.head))) {
    throw new UserError(
      `${source.name}: not an nmap scan: no <nmaprun> at its start`,
      'write one with nmap -oX scan.xml',
    );
  }
  const text = await decode(source, options);
  const { encoding, doubts } = text;
  return inventoryOf(
    { source: source.name, format: 'nmap', encoding, columns: LAYOUT.columns, items: hosts(text), doubts },
    options.columns,
  );
}

async function* hosts({ pieces }: DecodedText): AsyncGenerator<Item> {
  const scan = new Scan();
  try {
    for await (const events of xmlEvents(pieces)) {
      for (const event of events) {
        const host = scan.take(event);
        if (host?.up === true) yield host.row();
      }
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    if (scan.host?.up === true) yield scan.host.row();
    yield broken(error);
    return;
  }
  const ending = scan.ending();
  if (ending !== null) yield ending;
}

class Scan {
  host: Host | null = null;
  #finished = false;
  #failure: string | null = null;

  /** Takes an event and returns the host that it ends. */
  take(event: XmlEvent): Host | null {
    if (event.kind === 'open' && event.name === 'host') this.host = new Host(event.line);
    else if (event.kind === 'open' && event.name === 'finished') {
      this.#finished = true;
      const exit = event.attributes.get('exit') ?? 'success';
      if (exit !== 'success') this.#failure = event.attributes.get('errormsg') ?? exit;
    } else if (event.kind === 'close' && event.name === 'host') {
      const { host } = this;
      this.host = null;
      return host;
    } else this.host?.take(event);
    return null;
  }

  /** Why the scan as a whole cannot be trusted, null when it can. */
  ending(): Trouble | null {
    if (this.#failure !== null) return interrupted(`nmap ended with an error: ${this.#failure.slice(0, 200)}`, null);
    return this.#finished ? null : interrupted('the scan did not finish: hosts may be missing', null);
  }
}

function broken({ reason, message, line }: XmlError): Trouble {
  if (reason === 'truncated') return interrupted('the scan was interrupted: what comes before was read', line);
  return trouble(reason, `${message}: what comes before was read`, { line });
}

function interrupted(message: string, line: number | null): Trouble {
  return trouble('interrupted-scan', message, { line, hint: 'run nmap again, or continue it with --resume' });
}

/** One `<host>` while it is read. */
class Host {
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
    const cells = COLUMNS.map(([name]) => [...(this.#values.get(name) ?? [])].join('\n').slice(0, CELL_LIMIT));
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
