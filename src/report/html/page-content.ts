import {
  STATUSES,
  thingId,
  type Confidence,
  type Evidence,
  type Finding,
  type FindingDesignation,
  type Status,
} from '../../core/finding.ts';
import type { Outcome } from '../../core/events.ts';
import type { Field } from '../../core/fields.ts';
import { Collected } from '../collected.ts';
import { visible } from '../escape.ts';
import { baselineText, conflictLine, designationLine, evidenceMeaning, placeName, whoseName } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import type { PageEvidence, PageRow, PageSaying } from './page-data.ts';
import { PageTally } from './tally.ts';

/** Findings in the page; beyond them the strongest are kept. */
const MOST_FINDINGS = 10_000;
/**
 * Findings that a print shows with their details, about 8 on a page. Chromium needs 4 s for 1,000; it gives up at
 * 10,000 with details, which would be 1,200 pages, and prints them in 40 s without.
 */
const MOST_ON_PAPER = 1_000;
const NO_SITE = 'no site given';

/** What the page holds until its end: what every report does, and assets by vendor, site and list. */
export class PageCollected extends Collected {
  readonly byVendor = new PageTally();
  readonly bySite = new PageTally();
  readonly byList = new PageTally();
  /** Findings by status and confidence, keyed `banned confirmed`. */
  readonly #grades = new Map<string, number>();

  constructor(options: ReportOptions) {
    super(MOST_FINDINGS, options);
  }

  override addOutcome(outcome: Outcome): void {
    super.addOutcome(outcome);
    for (const finding of outcome.findings) this.#count(finding);
  }

  get detailsOnPaper(): boolean {
    return this.findings.total <= MOST_ON_PAPER;
  }

  count(status: Status, confidence: Confidence): number {
    return this.#grades.get(`${status} ${confidence}`) ?? 0;
  }

  #count(finding: Finding): void {
    const { vendor, category, status, confidence, asset, assetId, designations } = finding;
    const grade = `${status} ${confidence}`;
    this.#grades.set(grade, (this.#grades.get(grade) ?? 0) + 1);
    this.byVendor.add(thingId(finding), vendor?.name ?? category?.name ?? '', assetId, status);
    const site = visible(asset.site ?? '');
    this.bySite.add(site, site === '' ? NO_SITE : site, assetId, status);
    for (const [list, strongest] of strongestByList(designations)) {
      this.byList.add(list, this.law.title(list), assetId, strongest);
    }
  }
}

/** A list can say two things of one finding by two entries: the stronger counts. */
function strongestByList(designations: readonly FindingDesignation[]): ReadonlyMap<string, Status> {
  const byList = new Map<string, Status>();
  for (const { list, status } of designations) {
    const known = byList.get(list);
    if (known === undefined || STATUSES.indexOf(status) < STATUSES.indexOf(known)) byList.set(list, status);
  }
  return byList;
}

const LABELS: Readonly<Record<Field, string>> = {
  vendor: 'Vendor',
  model: 'Model',
  partNumber: 'Part number',
  mac: 'MAC',
  sysObjectId: 'sysObjectID',
  sysDescr: 'sysDescr',
  fccId: 'FCC ID',
  cpe: 'CPE',
  platform: 'Platform',
  gponSerial: 'GPON serial',
  serial: 'Serial',
  hostname: 'Hostname',
  assetTag: 'Asset tag',
  ip: 'IP address',
  site: 'Site',
  category: 'Category',
  country: 'Country',
  purpose: 'Purpose',
  acquired: 'Acquired',
  authorised: 'Authorised',
  made: 'Made',
  quantity: 'Quantity',
  text: 'Text',
  withheld: 'Not shown',
};

/** A finding as the page shows it. `lawOf` gives the index of a designation's legal text. */
export function pageRow(finding: Finding, lawOf: (of: FindingDesignation) => number): PageRow {
  const { asset, vendor, category } = finding;
  const conflict = conflictLine(finding);
  return {
    status: finding.status,
    confidence: finding.confidence,
    fails: finding.fails,
    baseline: baselineText(finding).map(visible)[0] ?? null,
    vendor: visible(vendor?.name ?? category?.name ?? ''),
    who: visible(whoseName(finding)),
    name: visible(asset.hostname ?? asset.assetTag ?? asset.ip ?? ''),
    model: visible(asset.model ?? asset.partNumber ?? ''),
    serial: visible(asset.serial ?? asset.gponSerial ?? ''),
    site: visible(asset.site ?? ''),
    place: visible(placeName(finding)),
    id: finding.id,
    assetId: finding.assetId,
    quantity: finding.quantity,
    says: finding.designations.map((designation) => saying(designation, lawOf(designation))),
    evidence: finding.evidence.map((evidence) => pageEvidence(evidence, finding)),
    conflict: conflict === null ? null : visible(conflict),
    asset: (Object.keys(LABELS) as Field[]).flatMap((field) => {
      const value = asset[field];
      return value === undefined ? [] : [[LABELS[field], visible(value)] as const];
    }),
  };
}

function saying(designation: FindingDesignation, law: number): PageSaying {
  const { status, waiver } = designation;
  const without = { ...designation, waiver: null };
  const remark = designationLine(without).slice(`${designation.list}: ${status}, `.length);
  return {
    law,
    status,
    remark: remark === '' ? null : visible(remark),
    waiver:
      waiver === null
        ? null
        : visible(`${waiver.id}: ${waiver.because}${waiver.expires === null ? '' : `, until ${waiver.expires}`}`),
  };
}

function pageEvidence(evidence: Evidence, finding: Finding): PageEvidence {
  const { column, seen, confidence } = evidence;
  const meaning = evidenceMeaning(evidence, finding);
  return { column: visible(column), seen: visible(seen), meaning: visible(meaning), confidence };
}
