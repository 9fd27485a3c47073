import { expect, test } from '@jest/globals';

import type { Field } from '../../src/core/fields.ts';
import { Layout, type Column } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { understandColumns } from '../../src/inventory/headers/columns.ts';
import { Judge } from '../../src/judge/judge.ts';
import { shipped } from '../knowledge.ts';
import { runsOf } from '../seeded.ts';
import { words } from '../words.ts';

/*
 * No cell clears: a row that fails, or may, fails as well with any further column, whatever it holds. Only typed facts
 * clear: a day of purchase, a country of production, a category.
 */
const AS_OF = '2026-11-24';
/** One in so many pairs of a row and a value is tried. */
const STEP = Math.round(90 / runsOf(10));
const knowledge = shipped();
const { vendors, lists } = knowledge;
const identifier = compileIdentifier(knowledge);
const OPEN = ['banned', 'undetermined', 'upcoming'];

const HEADERS = [
  'Notes', 'Comment', 'Purpose', 'Usage', 'Use', 'Application', 'Function', 'Status', 'State', 'Location', 'Site',
  'Building', 'Room', 'Rack', 'Owner', 'Department', 'Cost Center', 'Supplier', 'Reseller', 'Company', 'Provider', 'ISP',
  'Operator', 'Customer', 'Project', 'Hostname', 'Device Name', 'Name', 'Asset Tag', 'Serial Number', 'IP Address',
  'MAC Address', 'Firmware', 'Version', 'OS', 'Platform', 'Description', 'Details', 'Remarks', 'SSID', 'VLAN', 'Port',
  'Uplink', 'Neighbor', 'Warranty', 'Warranty Start', 'Contract Date', 'Since', 'Activation Date', 'Install Date',
  'In Service Date', 'Last Seen', 'First Seen', 'End of Life', 'Quantity', 'Price', 'URL', 'Licence', 'Support', 'xyzzy', '',
]; // prettier-ignore

const VALUES = [
  '1.2 GB', '85 %', '10 Mbps', '3', '0', 'yes', 'no', 'n/a', 'unknown', 'office', 'training room', 'bird watching',
  'Berlin', 'HQ, 2nd floor', 'USA', 'Made in USA', 'not used for public safety', 'exempt', 'approved', 'waived',
  'replaced', 'decommissioned', 'Cisco', 'Netgear', 'Ericsson', 'Axis Communications', 'TP-Link Systems Inc.',
  'Software', 'Service', 'Licence', 'Laptop', 'Smartphone', 'Router', '2001-01-01', '03/04/2015', '1900-01-01',
  '1970-01-01', '9999-12-31', '2026-11-25', 'RAX50', 'Blue UAS', 'DA 26-351',
]; // prettier-ignore

interface Base {
  readonly columns: readonly Column[];
  readonly cells: readonly string[];
  /** `list entry` of what is open. */
  readonly open: readonly string[];
}

const judge = new Judge(lists, vendors, words, { asOf: AS_OF });

/** What is left open of a row. */
function openIn(layout: Layout, cells: readonly string[]): readonly string[] {
  const record: InventoryRecord = { source: 'x.csv', row: 1, line: 2, cell: null, layout, cells, part: 'device' };
  const all = identifier.identify(record);
  const designations = all.flatMap((one) => judge.judge(one, record, all)?.designations ?? []);
  return designations.filter(({ status }) => OPEN.includes(status)).map(({ list, entry }) => `${list} ${entry}`);
}

const HEADER_OF: Partial<Record<Field, string>> = {
  vendor: 'Manufacturer',
  model: 'Model',
  category: 'Category',
  country: 'Country of Origin',
};

/** Columns that were understood alike are one object, and rows of them of one layout. */
const shared = new Map<string, readonly Column[]>();

function baseOf(example: Readonly<Partial<Record<Field, string>>>): Base[] {
  const fields = Object.entries(example).filter(([field]) => HEADER_OF[field as Field] !== undefined);
  const headers = fields.map(([field]) => HEADER_OF[field as Field] ?? '');
  const cells = fields.map(([, cell]) => cell);
  const understood = understandColumns(headers, [cells], { columns: [], isMakerName: () => false, words });
  const columns = shared.get(JSON.stringify(understood)) ?? understood;
  shared.set(JSON.stringify(columns), columns);
  const open = openIn(new Layout(columns), cells);
  return open.length === 0 ? [] : [{ columns, cells, open }];
}

const named = new Set(lists.flatMap(({ entries }) => entries.flatMap(({ vendor }) => vendor ?? [])));
const ROUTER = { vendor: 'TP-Link', model: 'Archer AX55', category: 'Wi-Fi router', country: 'China' };
const bases = [
  ...vendors.flatMap(({ id, examples }) => (named.has(id) ? examples.match.slice(0, 3).flatMap(baseOf) : [])),
  ...baseOf(ROUTER),
];

/** One column each, understood by its header and by cells of its kind. */
const added = HEADERS.map((header) => {
  const rows = VALUES.map((value) => ['Acme', value]);
  const [, column] = understandColumns(['Manufacturer', header], rows, {
    columns: [],
    isMakerName: () => false,
    words,
  });
  return column;
}).filter((column) => column !== undefined);

test('the rows are many, and of categories too', () => {
  expect(bases.length).toBeGreaterThan(100);
  expect(bases.some(({ open }) => open.includes('us-fcc-covered consumer-router'))).toBe(true);
  const typed = added.filter(({ fields }) => fields.some((field) => ['category', 'country', 'vendor', 'model'].includes(field)));
  expect(typed.map(({ name }) => name)).toEqual([]);
  expect(added.filter(({ fields, traits }) => fields.includes('acquired') && !traits.includes('other-day'))).toEqual([]);
}); // prettier-ignore

test.each(added.map((column) => [column.name, column] as const))('a column %s clears nothing', (_, column) => {
  const cleared: unknown[] = [];
  const layoutOf = new Map([...shared.values()].map((columns) => [columns, new Layout([...columns, column])]));
  bases.forEach(({ columns, cells, open }, index) => {
    const wider = layoutOf.get(columns) as Layout;
    VALUES.forEach((value, at) => {
      // Each row meets a few of the values, each value a few of the rows.
      if ((index + at) % STEP !== 0) return;
      const left = openIn(wider, [...cells, value]);
      const gone = open.filter((one) => !left.includes(one));
      if (gone.length > 0) cleared.push([cells, value, gone]);
    });
  });
  expect(cleared).toEqual([]);
});
