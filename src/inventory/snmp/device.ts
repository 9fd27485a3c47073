import { parseMac } from '../../core/mac.ts';
import { lookUp, type KnownObject } from './oids.ts';
import type { Binding } from './walk.ts';

/** Values by object name, and the line of the first. */
export interface Facts {
  readonly line: number;
  readonly values: Map<string, string>;
}

/** An address that the device has seen, with its IP address where the table says it. */
interface Sighting {
  readonly line: number;
  readonly ip: string;
}

/** Most entities, neighbours and addresses kept of one device; a walk is as large as its tables. */
export const MAX_KEPT = 200_000;
/** String values of the maker's own MIB that are kept: their names are not known, so they are text. */
const MAX_OWN = 32;
const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const OWN_SCALAR = /^1\.3\.6\.1\.4\.1\.\d+\.[\d.]+\.0$/;

/** What a walk tells of one device: itself, its parts, and who it sees. */
export class WalkedDevice {
  readonly line: number;
  readonly self: Facts;
  readonly own = new Map<string, string>();
  readonly entities = new Map<string, Facts>();
  readonly neighbours = new Map<string, Facts>();
  readonly addresses = new Map<string, Sighting>();
  /** Addresses of the device's own interfaces. */
  readonly interfaces = new Map<string, number>();
  dropped = 0;

  constructor(line: number) {
    this.line = line;
    this.self = { line, values: new Map() };
  }

  /** False when the binding begins another device: one device has one sysDescr, though it may be walked again. */
  accepts({ oid, text }: Binding): boolean {
    return oid !== SYS_DESCR || (this.self.values.get('sysDescr') ?? text) === text;
  }

  add(binding: Binding): void {
    const known = lookUp(binding.oid);
    if (known !== null) this.#addKnown(known.object, known.index, binding);
    else if (OWN_SCALAR.test(binding.oid) && this.own.size < MAX_OWN && isWord(binding)) {
      this.own.set(binding.oid, binding.text);
    }
  }

  #addKnown({ table, name }: KnownObject, index: string, binding: Binding): void {
    switch (table) {
      case 'device':
        this.self.values.set(name, name === 'dot1dBaseBridgeAddress' ? (macOf(binding) ?? '') : binding.text);
        return;
      case 'interface': {
        this.#keep(this.interfaces, macOf(binding), binding.line);
        return;
      }
      case 'arp': {
        this.#keep(this.addresses, macOf(binding), { line: binding.line, ip: ipOf(index) });
        return;
      }
      case 'fdb': {
        this.#keep(this.addresses, macOf(binding), { line: binding.line, ip: '' });
        return;
      }
      case 'fdb-index': {
        this.#keep(this.addresses, macFromIndex(index), { line: binding.line, ip: '' });
        return;
      }
      case 'entity': {
        this.#fact(this.entities, index, name, binding.text, binding.line);
        return;
      }
      case 'lldp':
      case 'cdp': {
        const value = name === 'chassis' ? (macOf(binding) ?? binding.text) : binding.text;
        this.#fact(this.neighbours, `${table} ${index}`, name, value, binding.line);
        return;
      }
    }
  }

  #keep<T>(into: Map<string, T>, key: string | null, value: T): void {
    if (key === null || into.has(key)) return;
    if (into.size < MAX_KEPT) into.set(key, value);
    else this.dropped += 1;
  }

  #fact(into: Map<string, Facts>, key: string, name: string, value: string, line: number): void {
    let facts = into.get(key);
    if (facts === undefined) {
      if (into.size >= MAX_KEPT) {
        this.dropped += 1;
        return;
      }
      facts = { line, values: new Map() };
      into.set(key, facts);
    }
    facts.values.set(name, value);
  }
}

/** Text that could name a product: has a letter, is short, is no address. */
function isWord({ text, octets }: Binding): boolean {
  return octets === null && text.length <= 200 && /\p{L}{2}/u.test(text) && parseMac(text) === null;
}

/** The IPv4 address at the end of an ARP index (`7.10.0.0.1`, `7.1.4.10.0.0.1`), '' for another. */
function ipOf(index: string): string {
  return /(?:^|\.)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(index)?.[1] ?? '';
}

/** A binding's value as a MAC address `00:1a:2b:3c:4d:5e`, null when it is not one. */
function macOf(binding: Binding): string | null {
  const digits = binding.octets?.length === 12 ? binding.octets : parseMac(binding.text);
  return digits === null || digits === '000000000000' ? null : colons(digits);
}

/** The MAC address in the last six arcs of an index, as forwarding tables have it. */
function macFromIndex(index: string): string | null {
  const arcs = index.split('.').slice(-6).map(Number);
  if (arcs.length < 6 || arcs.some((arc) => !Number.isInteger(arc) || arc < 0 || arc > 255)) return null;
  return arcs.map((arc) => arc.toString(16).padStart(2, '0')).join(':');
}

function colons(digits: string): string {
  return (digits.match(/../g) ?? []).join(':');
}
