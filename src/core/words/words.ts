import { fold, words as wordsIn } from '../text.ts';
import { LegalForms } from './legal-forms.ts';
import { LineWords } from './line-words.ts';
import { NameSet } from './names.ts';
import { NoValue } from './no-value.ts';
import { PrintedWords } from './printed-words.ts';
import { SecretTexts } from './secret-texts.ts';
import { SOFTWARE_HEADERS } from './tables.ts';
import type { HeaderMeaning, HeaderTable, SoftwareHeader, WordTables } from './tables.ts';
import { Withheld } from './withheld.ts';

/**
 * The words that a run knows, as it looks them up. Each table is parsed and prepared when it is first asked for: most
 * runs need a few of them.
 */
export class Words {
  readonly tables: WordTables;
  #noValue: NoValue | null = null;
  #secrets: SecretTexts | null = null;
  #headers: HeaderWords | null = null;
  #legalForms: LegalForms | null = null;
  #platforms: ReadonlySet<string> | null = null;
  #lines: LineWords | null = null;
  #printed: PrintedWords | null = null;
  #labelled: ReadonlySet<string> | null = null;
  #registered: ReadonlySet<string> | null = null;

  constructor(tables: WordTables) {
    this.tables = tables;
  }

  get noValue(): NoValue {
    return (this.#noValue ??= new NoValue(this.tables.noValue));
  }

  get secrets(): SecretTexts {
    return (this.#secrets ??= new SecretTexts(this.tables.secrets));
  }

  get headers(): HeaderWords {
    return (this.#headers ??= new HeaderWords(this.tables));
  }

  get legalForms(): LegalForms {
    return (this.#legalForms ??= new LegalForms(this.tables.legalForms));
  }

  get lines(): LineWords {
    return (this.#lines ??= new LineWords(this.tables.lines, (joined) => this.isRegisteredMaker(joined)));
  }

  get printed(): PrintedWords {
    return (this.#printed ??= new PrintedWords(this.tables.printed));
  }

  /** Whether a cell is nothing but the name of a maker that no vendor file describes. */
  isOtherMaker(cell: string): boolean {
    this.#labelled ??= new Set(this.tables.makers.labelled);
    const joined = this.legalForms.strip(wordsIn(fold(cell))).join('');
    return this.#labelled.has(joined) || this.isRegisteredMaker(joined);
  }

  /** Whether joined words are the name of a maker that means it in a text too. */
  isRegisteredMaker(joined: string): boolean {
    this.#registered ??= new Set(this.tables.makers.registered);
    return this.#registered.has(joined);
  }

  /** Whether a cell is a network system as automation tools name it. */
  isPlatform(cell: string): boolean {
    const known = (this.#platforms ??= new Set(this.tables.platforms));
    const text = cell.trim().toLowerCase();
    return known.has(text) || (text.includes('_') && known.has(text.replace(/_(?:telnet|ssh|serial)$/, '')));
  }
}

/** From here on scripts write no spaces, up to the end of hangul. */
const FIRST_KANA = 0x3040;

/** What known headers mean, by their folded words. */
export class HeaderWords {
  readonly #meanings: readonly HeaderMeaning[];
  readonly #names: NameSet;
  readonly before: NameSet;
  readonly after: NameSet;
  readonly links: NameSet;
  readonly whose: NameSet;
  readonly #software: NameSet;
  readonly secrets: Withheld;
  readonly people: Withheld;
  readonly #table: HeaderTable;
  #between: RegExp | null = null;
  #ownAddress: RegExp | null = null;
  #neighbour: RegExp | null = null;

  constructor({ headers, secrets, people }: WordTables) {
    this.#table = headers;
    this.#meanings = headers.meanings;
    this.#names = new NameSet(headers.names);
    this.before = new NameSet(headers.before);
    this.after = new NameSet(headers.after);
    this.links = new NameSet(headers.links);
    this.whose = new NameSet(headers.whose);
    this.#software = new NameSet(headers.software);
    this.secrets = new Withheld(secrets);
    this.people = new Withheld(people);
  }

  /** What a whole header means, folded and without separators; null for one that is not known. */
  meaningOf(key: string): HeaderMeaning | null {
    const number = this.#names.numberOf(key);
    return number === undefined ? null : (this.#meanings[number] ?? null);
  }

  /** What separates two things that a column holds: `Make / Model`, `Marca y modelo`. */
  get between(): RegExp {
    return (this.#between ??= new RegExp(`[/&+,;|／・、]|\\s(?:${this.#table.and})\\s|[及和與与]`, 'i'));
  }

  /**
   * The word of a header, its words apart, for what a device is attached to (`AP MAC`, `Next hop`); null without one.
   */
  otherDeviceIn(header: string): string | null {
    const said = ` ${wordsIn(fold(header)).join(' ')} `;
    const stands = (word: string): boolean => said.includes(word.charCodeAt(0) >= FIRST_KANA ? word : ` ${word} `);
    return this.#table.otherDevice.find(stands) ?? null;
  }

  /** Whether a header is that of an address which no word, or one for the device itself, qualifies. */
  isOwnAddress(header: string): boolean {
    this.#ownAddress ??= new RegExp(
      `^\\W*(?:(?:${this.#table.ownDevice})[\\s_.-]+)?(?:mac|hw|hardware|physical)[\\s_.-]*(?:addr|address|id)?\\W*$`,
      'i',
    );
    return this.#ownAddress.test(header);
  }

  /** What a header about a neighbour says of it (`Remote System Name`: `Name`); null for any other. */
  ofNeighbour(header: string): string | null {
    this.#neighbour ??= new RegExp(
      `^\\W*(?:${this.#table.neighbour})(?:[\\s_.-]+(?:device|system|host))?[\\s_.-]+(?=\\w)`,
      'i',
    );
    return this.#neighbour.test(header) ? header.replace(this.#neighbour, '') : null;
  }

  /** Whether a folded header is the country in which a site is. */
  isSiteCountry(folded: string): boolean {
    return isOneOf(folded, this.#table.siteCountry);
  }

  /** Whether a header is the publisher of software. */
  isPublisher(header: string): boolean {
    return isOneOf(fold(header), this.#table.publisher);
  }

  /** What a header says of software: that it names it, that it does so beside a version, or that it is a version. */
  softwareIn(header: string): SoftwareHeader | null {
    return SOFTWARE_HEADERS[this.#software.numberOf(wordsIn(fold(header)).join('')) ?? -1] ?? null;
  }
}

function isOneOf(folded: string, source: string): boolean {
  return new RegExp(`^\\W*(?:${source})\\W*$`).test(folded);
}
