import { UserError } from '../../core/errors.ts';
import { decode } from '../bytes/decode.ts';
import type { DecodedText } from '../bytes/decode.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { override } from '../overrides.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { Item, Trouble } from '../rows.ts';
import { inventoryOf, trouble } from '../rows.ts';
import { headText } from '../bytes/sniff.ts';
import { XmlError, xmlEvents } from '../xml/events.ts';
import type { XmlEvent } from '../xml/events.ts';
import { Host, LAYOUT } from './host.ts';

/** Opens the output of `nmap -oX`: one record a host that is up. */
export async function openNmap(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  if (!/<nmaprun[\s>]/.test(headText(source.head))) {
    throw new UserError(
      `${source.name}: not an nmap scan: no <nmaprun> at its start`,
      'write one with nmap -oX scan.xml',
    );
  }
  const text = await decode(source, options);
  const { encoding, guesses } = text;
  const opened = {
    source: source.name,
    format: 'nmap',
    encoding,
    columns: LAYOUT.columns,
    items: hosts(text),
    guesses,
  };
  return inventoryOf(override(opened, options.columns));
}

async function* hosts({ pieces, troubles }: DecodedText): AsyncGenerator<Item> {
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
  yield* troubles();
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
