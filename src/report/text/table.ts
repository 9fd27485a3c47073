import type { Finding } from '../../core/finding.ts';
import { stateOf, type Asset } from '../asset-groups.ts';
import { saysText } from '../law.ts';
import {
  baselineText,
  conflictLine,
  days,
  decisive,
  evidenceLine,
  exemptionText,
  grouped,
  missingFacts,
  placeName,
  reasonsOf,
  thingName,
  waiverText,
} from '../phrases.ts';
import { displayWidth, fit, fitPlace, pad } from '../width.ts';
import type { Page, Paint } from './page.ts';

/** With less room than this the reason goes to a line of its own. */
const LEAST = 14;
/** With less than this the lists are numbers. */
const USUAL = 32;
/** With less than this the law alone says which lists. */
const FULL = 50;
const GAP = 2;

interface Column {
  readonly title: string;
  /** Its share of a terminal, which bounds it. */
  readonly share: number;
  readonly of: (asset: Asset) => string;
  readonly paint?: Paint;
}

/** All assets of the report in the columns of one table, whatever stands between its lines. */
export class Table {
  readonly #page: Page;
  readonly #columns: readonly (Column & { readonly width: number })[];
  /** For the reason. */
  readonly #room: number;
  /** The reason stands on a second line. */
  readonly #stacked: boolean;
  /** The lists by number, where their names would leave too little room for the reason. */
  readonly numbered: boolean;

  /** `label`: what a list is called in the table. */
  constructor(page: Page, assets: readonly Asset[], label: (list: string, numbered: boolean) => string) {
    this.#page = page;
    const shown = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => displayWidth(page.show(text))));
    const sized = (columns: readonly Column[]) =>
      columns.flatMap((column) => {
        const widest = shown(assets.map(column.of));
        const most = page.width === Infinity ? Infinity : Math.floor(page.width * column.share);
        return widest === 0
          ? []
          : [{ ...column, widest, width: Math.max(column.title.length, Math.min(most, widest)) }];
      });
    const lists = (numbered: boolean): Column => ({
      ...{ title: 'LISTS', share: 0.4 },
      of: (asset) =>
        listsOf(asset)
          .map((list) => label(list, numbered))
          .join(', '),
    });
    const columns = (numbered: boolean) =>
      sized([...this.#leading(), ...this.#more(), ...(page.width < FULL ? [] : [lists(numbered)])]);
    const room = (numbered: boolean) => page.width - columns(numbered).reduce((sum, { width }) => sum + width + GAP, 0);
    this.numbered = room(false) < USUAL;
    this.#stacked = room(this.numbered) < LEAST;
    // A value is cut only where the line is full: of a reason the first part counts.
    const first = this.#stacked ? -GAP : Math.max(LEAST, shown(assets.map((asset) => reasons(asset)[0] ?? '')));
    let spare = room(this.numbered) - first;
    this.#columns = columns(this.numbered).map((column) => {
      const more = Math.max(0, Math.min(spare, column.widest - column.width));
      spare -= more;
      return { ...column, width: column.width + more };
    });
    const used = this.#columns.reduce((sum, { width }) => sum + width + GAP, 0);
    this.#room = page.width - (this.#stacked ? 4 : used);
  }

  #leading(): readonly Column[] {
    return [
      { title: 'WHERE', share: 0.2, of: ([first]) => placeName(first) },
      { title: 'ASSET', share: 0.18, of: ([first]) => nameOf(first), paint: this.#page.chalk.bold },
      { title: 'VENDOR', share: 0.14, of: vendorsOf },
    ];
  }

  /** What there is room for. */
  #more(): readonly Column[] {
    const { width, options } = this.#page;
    const all: readonly (Column & { from: number })[] = [
      { title: 'MODEL', share: 0.15, from: 140, of: ([{ asset }]) => asset.model ?? asset.partNumber ?? '' },
      { title: 'SERIAL', share: 0.15, from: 140, of: ([{ asset }]) => asset.serial ?? asset.gponSerial ?? '' },
      {
        title: 'SITE',
        share: 0.1,
        from: 160,
        of: ([first]) => (options.groupBy === 'site' ? '' : (first.asset.site ?? '')),
      },
      { title: 'CONFIDENCE', share: 0.3, from: 0, of: ([first]) => gradeOf(first) },
    ];
    const isAsked = ({ title }: Column) => options.groupBy === 'none' && (title === 'MODEL' || title === 'SERIAL');
    return all.filter((column) => width >= column.from || isAsked(column));
  }

  header(): string {
    const titles = this.#columns.map(({ title, width }) => pad(title, width));
    return this.#page.chalk.bold([...titles, ...(this.#stacked ? [] : ['BECAUSE'])].join('  ').trimEnd());
  }

  /** One line, two where there is little room; with `-v` all that is known of it below. */
  lines(asset: Asset): readonly string[] {
    const { show, marks, chalk, options } = this.#page;
    const grade = asset[0].fails ? chalk.red : chalk.yellow;
    const cells = this.#columns.map(({ of, width, title, paint = plain }, index) => {
      const text = (index === 0 ? fitPlace : fit)(show(of(asset)), width, marks.more);
      return (title === 'CONFIDENCE' ? grade : paint)(pad(text, width));
    });
    const because = this.#because(asset);
    const details = options.verbose ? this.#details(asset) : [];
    if (!this.#stacked) return [[...cells, because].join('  ').trimEnd(), ...details];
    return [cells.join('  ').trimEnd(), `    ${because}`, ...details];
  }

  /** As many reasons as fit, the first always, not more than three; that there is a conflict is never left out. */
  #because(asset: Asset): string {
    const { show, marks } = this.#page;
    const [first = '', ...others] = reasons(asset).map(show);
    const conflict = asset[0].conflict === null ? '' : '; conflict';
    const room = this.#room - conflict.length;
    let text = fit(first, room, marks.more);
    let isSaid = conflict === '';
    for (const other of others.slice(0, 2)) {
      const says = other.startsWith('but ');
      if (displayWidth(`${text}; ${other}`) > (says ? this.#room : room)) continue;
      text += `; ${other}`;
      isSaid ||= says;
    }
    return isSaid ? text : text + conflict;
  }

  #details(asset: Asset): readonly string[] {
    const [first] = asset;
    const { model, partNumber, serial, gponSerial, site } = first.asset;
    const known = [
      model ?? partNumber ?? '',
      (serial ?? gponSerial) === undefined ? '' : `serial ${serial ?? gponSerial ?? ''}`,
      first.quantity > 1 ? `${grouped(first.quantity)} pieces` : '',
      site ?? '',
    ].filter((part) => part !== '');
    const texts = asset.flatMap((finding) => [
      ...(finding === first ? [] : [`also ${thingName(finding)}: ${finding.confidence}, ${finding.status}`]),
      ...finding.evidence.map((evidence) => evidenceLine(evidence, finding)),
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

/** The lists that give an asset its status. */
export function listsOf(asset: Asset): readonly string[] {
  const [{ status }] = asset;
  const deciding = asset.flatMap(({ designations }) => designations.filter((one) => one.status === status));
  return [...new Set(deciding.map(({ list }) => list))];
}

/** What names the asset best. */
function nameOf({ asset }: Finding): string {
  const { hostname, assetTag, serial, gponSerial, ip, model, partNumber, mac } = asset;
  const names = [hostname, assetTag, serial ?? gponSerial, ip, model ?? partNumber, mac];
  return names.find((name) => name !== undefined && name.trim() !== '') ?? '';
}

/** All vendors and categories that are found in the asset with the same outcome. */
function vendorsOf(asset: Asset): string {
  const alike = asset.filter((finding) => stateOf(finding) === stateOf(asset[0]));
  return [...new Set(alike.map(thingName))].join(', ');
}

function gradeOf({ confidence, status, fails }: Finding): string {
  return fails && status !== 'banned' ? `${confidence}, ${status}` : confidence;
}

/** Why it has its status, then what makes it a finding. */
function reasons([first]: Asset): readonly string[] {
  const said = decisive(first);
  const status = said === undefined || first.status === 'banned' ? [] : statusReasons(said);
  return [...new Set([...status, ...reasonsOf(first)])];
}

/** Why a list says anything else than banned. */
function statusReasons({ needs, daysLeft, because, exemption, waiver }: Finding['designations'][number]): string[] {
  if (needs.length > 0) return [...missingFacts(needs)];
  if (waiver !== null) return [waiverText(waiver)];
  if (exemption !== null) return [`exempt by ${exemptionText(exemption)}`];
  const when = daysLeft === null ? [] : [`in ${days(daysLeft)}`];
  return [...(because === null ? [] : [because]), ...when];
}
