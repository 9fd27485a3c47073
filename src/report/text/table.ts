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
import type { Page } from './page.ts';

const GAP = 2;
/** No column is cut below this. */
const NARROWEST = 6;

interface Column {
  readonly title: string;
  /** The terminal that has room for it. */
  readonly from: number;
  readonly of: (asset: Asset) => string;
}

/** All assets of the report in the columns of one table, whatever stands between its lines. */
export class Table {
  readonly #page: Page;
  readonly #columns: readonly (Column & { readonly width: number })[];

  /** `shortOf`: what a list is called in the table. */
  constructor(page: Page, assets: readonly Asset[], shortOf: (list: string) => string) {
    this.#page = page;
    const { width, options } = page;
    const columns: readonly Column[] = [
      { title: 'WHERE', from: 0, of: ([first]) => placeName(first) },
      { title: 'ASSET', from: 0, of: ([first]) => nameOf(first) },
      { title: 'VENDOR', from: 0, of: vendorsOf },
      { title: 'MODEL', from: 140, of: ([{ asset }]) => asset.model ?? asset.partNumber ?? '' },
      { title: 'SERIAL', from: 140, of: ([{ asset }]) => asset.serial ?? asset.gponSerial ?? '' },
      { title: 'SITE', from: 160, of: ([{ asset }]) => (options.groupBy === 'site' ? '' : (asset.site ?? '')) },
      { title: 'CONFIDENCE', from: 0, of: ([first]) => gradeOf(first) },
      { title: 'LISTS', from: 100, of: (asset) => listsOf(asset).map(shortOf).join(', ') },
      { title: 'BECAUSE', from: 60, of: (asset) => reasons(asset).join('; ') },
    ];
    const sized = columns.flatMap((column) => {
      const widest = Math.max(0, ...assets.map((asset) => displayWidth(page.show(column.of(asset)))));
      const isShown = widest > 0 && width >= column.from;
      return isShown ? [{ ...column, width: Math.max(column.title.length, widest) }] : [];
    });
    const widths = fitted(
      sized.map((column) => column.width),
      width - GAP * (sized.length - 1),
    );
    this.#columns = sized.map((column, at) => ({ ...column, width: widths[at] ?? 0 }));
  }

  header(): string {
    const titles = this.#columns.map(({ title, width }) => pad(fit(title, width, ''), width));
    return this.#page.chalk.bold(titles.join('  ').trimEnd());
  }

  /** One line; with `-v` all that is known of it below. */
  lines(asset: Asset): readonly string[] {
    const { show, marks, chalk, options } = this.#page;
    const grade = asset[0].fails ? chalk.red : chalk.yellow;
    const cells = this.#columns.map(({ of, width, title }, index) => {
      const text = pad((index === 0 ? fitPlace : fit)(show(of(asset)), width, marks.more), width);
      return title === 'CONFIDENCE' ? grade(text) : title === 'ASSET' ? chalk.bold(text) : text;
    });
    return [cells.join('  ').trimEnd(), ...(options.verbose ? this.#details(asset) : [])];
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
      .flatMap((text) => this.#page.paragraph(text, 6, this.#page.chalk.dim));
  }
}

/** Widths that fill no more than a line: the widest columns give way. */
function fitted(wanted: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  for (let over = widths.reduce((sum, width) => sum + width, -room); over > 0; over -= 1) {
    const most = Math.max(...widths);
    if (most <= NARROWEST) break;
    widths[widths.lastIndexOf(most)] = most - 1;
  }
  return widths;
}

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
  const deciding = decisive(first);
  const status = deciding === undefined || first.status === 'banned' ? [] : statusReasons(deciding);
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
