import type { Field } from '../../core/fields.ts';
import type { Evidence, Finding, FindingDesignation } from '../../core/finding.ts';
import { visible } from '../escape.ts';
import { conflictLine, designationLine, evidenceMeaning, placeName, whoseName } from '../phrases.ts';
import type { PageEvidence, PageRow, PageSaying } from './page-data.ts';

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
    isNew: finding.new,
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
