import type { Evidence, Finding } from '../../core/finding.ts';
import { baselineText, conflictLine, days, evidenceLine, grouped, thingName } from '../phrases.ts';
import { saysText } from '../law.ts';
import { displayWidth, fit, fitEnd, pad } from '../width.ts';
import { listsOf, type TextCollected } from './collect.ts';
import type { Paint, Page } from './page.ts';
import { kindOf, type AssetLine } from './section.ts';

/** Columns of a cell that a person needs to see why it counts. */
const SEEN = 44;
/** With less room than this the reason goes to a line of its own. */
const LEAST = 20;
/** With less than this the lists are numbers. */
const USUAL = 32;
const GAP = 2;
const MOST_LISTS = 3;

interface Column {
  readonly title: string;
  readonly most: number;
  readonly of: (asset: AssetLine) => string;
  readonly paint?: Paint;
}

/** All assets of the report in the columns of one table, whatever stands between its lines. */
export class Table {
  readonly #page: Page;
  readonly #collected: TextCollected;
  readonly #columns: readonly (Column & { readonly width: number })[];
  /** For the reason. */
  readonly #room: number;
  /** Confidence, lists and reason stand on a second line. */
  readonly #stacked: boolean;
  /** The lists by number, where their names would leave too little room for the reason. */
  readonly numbered: boolean;

  constructor(page: Page, collected: TextCollected, assets: readonly AssetLine[]) {
    this.#page = page;
    this.#collected = collected;
    const shown = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => displayWidth(page.show(text))));
    const sized = (columns: readonly Column[]) =>
      columns.flatMap((column) => {
        const widest = shown(assets.map(column.of));
        return widest === 0 ? [] : [{ ...column, width: Math.min(column.most, Math.max(widest, column.title.length)) }];
      });
    const columns = sized([...this.#leading(0.18, 0.2, 0.19), ...this.#more()]);
    const taken = columns.reduce((sum, { width }) => sum + width + GAP, 0);
    const room = (numbered: boolean) =>
      page.width - taken - GAP - Math.max(5, shown(assets.map((asset) => this.#lists(asset, numbered))));
    this.numbered = room(false) < USUAL;
    this.#stacked = room(this.numbered) < LEAST;
    this.#columns = this.#stacked ? sized(this.#leading(0.3, 0.34, 0.24)) : columns;
    this.#room = this.#stacked ? page.width - 4 : room(this.numbered);
  }

  /** Place, asset and vendor with their shares of the width. */
  #leading(place: number, asset: number, vendor: number): readonly Column[] {
    const share = (part: number) => Math.floor(this.#page.width * part);
    return [
      { title: this.#placeTitle(), most: share(place), of: ([first]) => this.#place(first) },
      { title: 'ASSET', most: share(asset), of: ([first]) => nameOf(first), paint: this.#page.chalk.bold },
      { title: 'VENDOR', most: share(vendor), of: vendorsOf },
    ];
  }

  #more(): readonly Column[] {
    const { width, options } = this.#page;
    return [
      { title: 'MODEL', from: 140, of: ([first]: AssetLine) => modelOf(first) },
      {
        title: 'SITE',
        from: options.groupBy === 'site' ? Infinity : 160,
        of: ([first]: AssetLine) => first.asset.site ?? '',
      },
      { title: 'CONFIDENCE', from: 0, of: ([first]: AssetLine) => gradeOf(first) },
    ].flatMap(({ from, ...column }) => (width < from ? [] : [{ ...column, most: 24 }]));
  }

  #placeTitle(): string {
    const { inputs } = this.#collected;
    if (inputs.length !== 1) return 'WHERE';
    return inputs[0]?.format === 'xlsx' ? 'CELL' : 'LINE';
  }

  #place(finding: Finding): string {
    const place = this.#collected.place(finding).replace(/^line /, '');
    return /^\d+$/.test(place) ? place.padStart(4) : place;
  }

  /** `FCC Covered, NDAA 889`, or `1, 2`; many are counted, since the law says which. */
  #lists(asset: AssetLine, numbered: boolean): string {
    const lists = listsOf(asset);
    if (lists.length > MOST_LISTS) return `${lists.length} lists`;
    return lists.map((list) => this.#collected.listLabel(list, numbered)).join(', ');
  }

  header(): string {
    const titles = this.#columns.map(({ title, width }) => pad(title, width));
    const rest = this.#stacked ? [] : [pad('BECAUSE', this.#room), 'LISTS'];
    return this.#page.chalk.bold([...titles, ...rest].join('  ').trimEnd());
  }

  /** One line, two where there is little room; with `-v` all that is known of it below. */
  lines(asset: AssetLine): readonly string[] {
    const { show, marks, chalk, options } = this.#page;
    const grade = asset[0].fails ? chalk.red : chalk.yellow;
    const cells = this.#columns.map(({ of, width, title, paint = plain }, index) => {
      const text = (index === 0 ? fitEnd : fit)(show(of(asset)), width, marks.more);
      return (title === 'CONFIDENCE' ? grade : paint)(pad(text, width));
    });
    const lists = show(this.#lists(asset, this.numbered));
    const details = options.verbose ? this.#details(asset) : [];
    if (!this.#stacked) {
      const because = pad(this.#because(asset, this.#room), this.#room);
      return [[...cells, because, lists].join('  ').trimEnd(), ...details];
    }
    const [confidence, by] = [gradeOf(asset[0]), lists === '' ? '' : ` (${lists})`];
    const because = this.#because(asset, this.#room - displayWidth(confidence + by) - 2);
    return [cells.join('  ').trimEnd(), `    ${grade(confidence)}${by}: ${because}`, ...details];
  }

  /** As many reasons as fit, the first always; that there is a conflict is never left out. */
  #because(asset: AssetLine, room: number): string {
    const { show, marks } = this.#page;
    const [first = '', ...others] = this.#reasons(asset, room).map(show);
    const conflict = asset[0].conflict === null ? '' : '; conflict';
    let text = fit(first, room - conflict.length, marks.more);
    for (const other of others) if (displayWidth(`${text}; ${other}`) <= room) text += `; ${other}`;
    return conflict === '' || text.includes('; but ') ? text : text + conflict;
  }

  /** Why it has its status, then the evidence in short, the strongest first. */
  #reasons(asset: AssetLine, room: number): readonly string[] {
    const [first] = asset;
    const decisive = first.designations.find(({ status }) => status === first.status);
    const conflict = conflictLine(first);
    const [strongest = '', ...others] = first.evidence.flatMap((one) => {
      // What is only possible wants to be explained.
      const long = first.confidence === 'possible' ? this.#long(one, first) : '';
      return long !== '' && displayWidth(long) <= room ? [long] : short(one);
    });
    const status = decisive === undefined || first.status === 'banned' ? [] : statusReasons(decisive);
    const changed = first.newBecause === null ? [] : [`new: ${first.newBecause}`];
    return [
      ...new Set([...status, strongest, ...changed, ...(conflict === null ? [] : [`but ${conflict}`]), ...others]),
    ];
  }

  #long(evidence: Evidence, finding: Finding): string {
    return evidenceLine({ ...evidence, seen: fit(evidence.seen, SEEN, this.#page.marks.more) }, finding);
  }

  #details(asset: AssetLine): readonly string[] {
    const [first] = asset;
    const { serial, gponSerial, site } = first.asset;
    const known = [
      modelOf(first),
      (serial ?? gponSerial) === undefined ? '' : `serial ${serial ?? gponSerial ?? ''}`,
      first.quantity > 1 ? `${grouped(first.quantity)} pieces` : '',
      site ?? '',
    ].filter((part) => part !== '');
    const texts = asset.flatMap((finding) => [
      ...(finding === first ? [] : [`also ${thingName(finding)}: ${finding.confidence}, ${finding.status}`]),
      ...finding.evidence.map((evidence) => this.#long(evidence, finding)),
      ...[conflictLine(finding)].flatMap((line) => (line === null ? [] : [`conflict: ${line}`])),
      saysText(finding.designations),
      ...baselineText(finding),
    ]);
    return [known.join(this.#page.marks.dot), ...texts]
      .filter((text) => text !== '')
      .flatMap((text) => this.#page.paragraph(this.#page.show(text), 6, this.#page.chalk.dim));
  }
}

const plain: Paint = (text) => text;

/** What names the asset best. */
function nameOf({ asset }: Finding): string {
  const { hostname, assetTag, serial, gponSerial, ip, model, partNumber, mac } = asset;
  const names = [hostname, assetTag, serial ?? gponSerial, ip, model ?? partNumber, mac];
  return names.find((name) => name !== undefined && name.trim() !== '') ?? '';
}

function modelOf({ asset: { model, partNumber } }: Finding): string {
  return model ?? partNumber ?? '';
}

/** All vendors and categories that are found in the asset with the same outcome. */
function vendorsOf(asset: AssetLine): string {
  const [first] = asset;
  const alike = asset.filter((finding) => kindOf(finding) === kindOf(first));
  return [...new Set(alike.map(thingName))].join(', ');
}

function gradeOf({ confidence, status, fails }: Finding): string {
  return fails && status !== 'banned' ? `${confidence}, ${status}` : confidence;
}

/** How evidence of each kind reads where the vendor stands beside it. */
function short({ kind, column, seen, matched }: Evidence): string[] {
  if (kind !== 'mac') return [`${column}: ${seen}${kind === 'typo' ? ' (misspelt)' : ''}`];
  const [prefix = '', ...registrant] = matched.split(' ');
  return [`MAC ${prefix.match(/../g)?.join(':') ?? ''}…`, `registered to ${registrant.join(' ')}`];
}

/** How a missing fact is said; beside others in 80 columns, so the word that matters comes early. */
const MISSING = new Map([
  ['country', 'no country of production'],
  ['country of the vendor', 'not known where the vendor is from'],
  ['kind of thing', 'not known what kind of thing it is'],
  ['which company', 'not known which company made it'],
  ['who made it', 'not known who made it'],
  ['day of its FCC grant', 'no day of its FCC grant'],
]);

/** Why a list says anything else than banned. */
function statusReasons({ needs, daysLeft, because, exemption, waiver }: Finding['designations'][number]): string[] {
  const until = (day: string | null) => (day === null ? '' : ` until ${day}`);
  if (needs.length > 0) return needs.map((need) => MISSING.get(need) ?? `no ${need}`);
  if (waiver !== null) return [`waiver ${waiver.id} (${waiver.because})${until(waiver.expires)}`];
  if (exemption !== null) return [`exempt by ${exemption.citation}${until(exemption.until)}`];
  const when = daysLeft === null ? [] : [`in ${days(daysLeft)}`];
  return [...(because === null ? [] : [because]), ...when];
}
