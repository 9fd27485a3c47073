import { expect, test } from '@jest/globals';
import { Doubts } from '../../src/inventory/doubts.ts';
import { PageSet } from '../../src/inventory/json/answers.ts';
import { parseJson } from '../../src/inventory/json/parse-json.ts';
import { words } from '../words.ts';
import { readAll } from './read.ts';

type Json = Record<string, unknown>;

function devices(from: number, size: number): Json[] {
  return Array.from({ length: size }, (_, index) => ({ vendor: 'Cisco', name: `sw${from + index}` }));
}

/** NetBox: `count` of all, and the addresses of the pages beside this one. */
function netbox(all: number, limit: number, offset: number, host = 'netbox'): Json {
  const at = (place: number) =>
    `https://${host}/api/dcim/devices/?limit=${limit}${place === 0 ? '' : `&offset=${place}`}`;
  return {
    count: all,
    next: offset + limit < all ? at(offset + limit) : null,
    previous: offset === 0 ? null : at(Math.max(0, offset - limit)),
    results: devices(offset, Math.min(limit, all - offset)),
  };
}

const snipeit = (all: number, limit: number, offset: number): Json => ({
  total: all,
  rows: devices(offset, Math.min(limit, all - offset)),
});
const graph = (number: number, next: string | null): Json => ({
  value: devices(number * 10, 10),
  ...(next === null ? {} : { '@odata.nextLink': `https://graph/devices?$skiptoken=${next}` }),
});
const meraki = (from: number, size: number): Json[] =>
  devices(from, size).map((device) => ({
    ...device,
    serial: 'Q2',
    model: 'MR36',
    mac: '',
    networkId: 'N',
    productType: 'wireless',
  }));

/** What is missing of documents that are one a file. */
function missingOf(documents: readonly unknown[]): string[] {
  const set = new PageSet();
  for (const [index, document] of documents.entries()) {
    const pages = set.open(new Doubts(`${index}.json`), words);
    if (Array.isArray(document) && document.length > 0) {
      for (const [at, item] of document.entries()) pages.take(parseJson(JSON.stringify(item)), [String(at)]);
    } else pages.take(parseJson(JSON.stringify(document)), []);
    pages.end();
  }
  return Array.from(set.settle(), ({ message }) => message);
}

const three = [netbox(25, 10, 0), netbox(25, 10, 10), netbox(25, 10, 20)];
const [first, second, third] = three;
const host = 'https://netbox/api/dcim/devices/?limit=10';

const azure = { totalRecords: 2, count: 2, data: devices(0, 2), resultTruncated: 'false' };

test.each<[string, readonly unknown[]]>([
  ['all of an answer of Azure', [azure]],
  ['all pages in one list', [three]],
  ['all pages of NetBox', three],
  ['in any order', [third, first, second]],
  ['one page that is all', [netbox(8, 10, 0)]],
  ['two lists', [...three, ...[0, 10].map((offset) => netbox(20, 10, offset, 'other'))]],
  ['all of an answer of Omada', [{ errorCode: 0, result: { totalRows: 2, currentSize: 10, data: devices(0, 2) } }]],
  ['all that a service desk has', [{ list_info: { has_more_rows: false, row_count: 2 }, assets: devices(0, 2) }]],
  ['all of an answer that stands in a text', [{ statusCode: 200, body: JSON.stringify(netbox(8, 10, 0)) }]],
  ['all rows of Snipe-IT', [snipeit(12, 5, 0), snipeit(12, 5, 5), snipeit(12, 5, 10)]],
  ['marks that say nothing of the page before', [graph(0, 'a'), graph(1, 'b'), { ...graph(2, null), nextLink: null }]],
  ['a last page of Meraki', [meraki(0, 1000), meraki(1000, 20)]],
  ['full pages of Meraki, and an empty one', [meraki(0, 1000), meraki(1000, 1000), []]],
  ['as many pages as there are', [1, 2].map((page) => ({ page, total_pages: 2, data: devices(page * 10, 10) }))],
  ['all records of several pages', [{ total: 9, totalPages: 2, items: devices(0, 9) }]],
  ['a printer that counts its pages', [{ vendor: 'HP', model: 'M404', pageCount: 1200, trays: [{ name: 'a' }] }]],
  ['a last page that is empty', [graph(0, 'a'), { value: [], '@odata.nextLink': null }]],
  [
    'pages by a mark, and an empty one',
    [
      { hasMore: 1, items: devices(0, 9) },
      { hasMore: 1, items: devices(10, 9) },
      { hasMore: 0, items: [] },
    ],
  ],
  [
    'an empty page behind one that holds all',
    [
      { ...netbox(10, 10, 0), next: host },
      { ...netbox(10, 10, 10), results: [] },
    ],
  ],
  ['a device with a count and no neighbours', [netbox(8, 10, 0), { vendor: 'Cisco', neighbors: [], count: 24 }]],
  ['addresses that say where the first page begins', [first, { ...second, previous: `${host}&offset=0` }, third]],
  ['more than a page of Meraki holds', [meraki(0, 2000)]],
  ['as many records of something else', [devices(0, 1000)]],
  [
    'a map of devices by name, of which some are numbers',
    [
      {
        total: 4,
        devices: { 101: devices(0, 1)[0], 102: devices(1, 1)[0], sw: devices(2, 1)[0], ap: devices(3, 1)[0] },
      },
    ],
  ],
  [
    'VLANs and ports by number beside a total',
    [
      { system: devices(0, 1)[0], vlans: { 10: { name: 'a' }, 20: { name: 'b' } }, total: 4094 },
      { device: devices(1, 1)[0], ports: { 1: { speed: 1000 }, 2: { speed: 100 } }, count: 48 },
    ],
  ],
  ['the count of LibreNMS', [{ status: 'ok', devices: devices(0, 100), count: 100 }]],
  [
    'two answers that each count their own',
    [
      { devices: devices(0, 9), count: 9 },
      { devices: devices(9, 5), count: 5 },
    ],
  ],
  ['the count of OData', [{ '@odata.count': 10, value: devices(0, 10) }]],
  [
    'pages of OData',
    [
      { ...graph(0, 'a'), '@odata.count': 20 },
      { ...graph(1, null), '@odata.count': 20 },
    ],
  ],
  ['a count of what the records hold', [{ count: 3, sites: [{ devices: devices(0, 2) }, { devices: devices(2, 1) }] }]],
  ['a count of both lists', [{ count: 5, devices: devices(0, 3), spares: devices(3, 2) }]],
  ['all that Elasticsearch found', [{ hits: { total: { value: 10, relation: 'eq' }, hits: devices(0, 10) } }]],
  ['a total of quantities', [{ total: 12, devices: devices(0, 3).map((one) => ({ ...one, qty: 4 })) }]],
  [
    'a count of what the records say they hold',
    [{ total: 96, items: devices(0, 2).map((one) => ({ ...one, ports: 48 })) }],
  ],
  ['a count beside', [{ total: 96, items: devices(0, 2).map((one) => ({ ...one, port_count: 48 })) }]],
  ['a count of something beside', [{ devices: devices(0, 3), vlans: { count: 90, ids: [1, 2] } }]],
  ['a device with a count of its own', [{ hostname: 'sw1', vendor: 'Cisco', count: 48, ports: [{ name: 'Gi1' }] }]],
  ['a last page whose token is null or None as a text', [{ nextToken: 'null', items: devices(0, 2) }, { NextToken: 'None', items: devices(2, 2) }]], // prettier-ignore
  [
    'devices with counts of their own',
    [devices(0, 2).map((one) => ({ ...one, count: 48, ports: [{ label: 'Gi1' }] }))],
  ],
])('nothing is missing: %s', async (_, documents) => {
  expect(missingOf(documents)).toEqual([]);
  const text = documents.map((document) => JSON.stringify(document)).join('\n');
  expect((await readAll(text, { inputFormat: 'json' }, 'all.json')).problems).toEqual([]);
});

test.each<[string, readonly unknown[], RegExp]>([
  ['the first page alone', [first], /more records follow/],
  ['the last page alone', [third], /not the first page/],
  ['pages that were put into one list, without the last', [[first, second]], /more records follow/],
  ['pages that were put into one list, without the one between', [[first, third]], /20|15 of 25 records/],
  ['a part of an answer of Azure', [{ ...azure, resultTruncated: 'true' }], /more records follow/],
  ['an answer of Azure that goes on', [{ ...azure, $skipToken: 'ew0KIC' }], /more records follow/],
  ['a part of a list of Kubernetes', [{ kind: 'List', metadata: { continue: 'ey' }, items: devices(0, 2) }], /more/],
  ['a part of a list of AWS', [{ IsTruncated: true, NextMarker: 'x', Devices: devices(0, 2) }], /more records follow/],
  [
    'a part of a query of Salesforce',
    [{ done: false, nextRecordsUrl: '/query/01g-2000', records: devices(0, 2) }],
    /more/,
  ],
  ['a tree that GitHub cut off', [{ truncated: true, tree: devices(0, 2) }], /more records follow/],
  [
    'a page with the cursor of Slack',
    [{ items: devices(0, 2), response_metadata: { next_cursor: 'dGVhbQ==' } }],
    /more/,
  ],
  ['without the last', [first, second], /more records follow/],
  ['without the one between', [first, third], /20|15 of 25 records/],
  [
    'without the one between, where nothing is counted',
    [first, third].map((page) => ({ ...page, count: undefined })),
    /between the first and the last/,
  ],
  ['a page of Omada', [{ errorCode: 0, result: { totalRows: 99, currentSize: 10, data: devices(0, 2) } }], /2 of 99/],
  ['a page of InsightVM', [{ resources: devices(0, 2), page: { number: 0, totalResources: 99 } }], /2 of 99 records/],
  ['a page of Datto RMM', [{ pageDetails: { count: 2, totalCount: 99 }, devices: devices(0, 2) }], /2 of 99 records/],
  ['a page of Claroty CTD', [{ objects: devices(0, 2), count_in_page: 2, count_total: 99 }], /2 of 99 records/],
  ['a page of Atera', [{ items: devices(0, 2), totalItemCount: 99, itemsInPage: 2 }], /2 of 99 records/],
  ['a page of ServiceDesk Plus', [{ list_info: { has_more_rows: true }, assets: devices(0, 2) }], /more/],
  ['a page of Qualys', [{ ServiceResponse: { hasMoreRecords: 'true', data: devices(0, 2) } }], /more/],
  ['a page of Infoblox', [{ next_page_id: '789c55', result: devices(0, 2) }], /more/],
  ['a page of BigQuery', [{ totalRows: '99', pageToken: 'BE', schema: {}, rows: devices(0, 2) }], /more/],
  [
    'a page of DataTables 1.9',
    [{ iTotalRecords: 99, aaData: [['Cisco', 'C9300'], ['Juniper Networks', 'EX4300']] }], // prettier-ignore
    /2 of 99/,
  ],
  ['a page of HubSpot', [{ results: devices(0, 2), paging: { next: { after: 'NT' } } }], /more/],
  [
    'a page with a mark beside its items, deep in an answer of GraphQL',
    [{ data: { site: { assetResources: { pagination: { next: 'MTA0' }, items: devices(0, 2) } } } }],
    /more/,
  ],
  ['a page in a text', [{ statusCode: 200, body: JSON.stringify(first) }], /more records follow/],
  ['a page instead of another', [first, first, third], /is there twice/],
  ['too few rows of Snipe-IT', [snipeit(12, 5, 0), snipeit(12, 5, 5)], /10 of 12 records/],
  ['rows of Snipe-IT twice', [snipeit(12, 5, 0), snipeit(12, 5, 0), snipeit(12, 5, 10)], /is there twice/],
  ['a full page of Meraki', [meraki(0, 1000)], /exactly 1000 records/],
  ['an empty page before a full one', [[], meraki(0, 1000)], /exactly 1000 records/],
  ['two full pages of Meraki', [meraki(0, 1000), meraki(1000, 1000)], /exactly 1000 records/],
  ['one of five pages', [{ page: 1, total_pages: 5, data: devices(0, 10) }], /1 of 5 pages/],
  ['two of three pages, and both of another list', [3, 2].flatMap((most) => [1, 2].map((page) => ({ page, total_pages: most, data: devices(100 * most + 10 * page, 10) }))), /2 of 3 pages/], // prettier-ignore
  ['one of five pages in an envelope', [{ meta: { pageCount: 5 }, data: devices(0, 10) }], /1 of 5 pages/],
  ['the first page, and nothing of another list', [first, netbox(0, 10, 0, 'other')], /more records follow/],
  ['the first page of three, and an empty one', [first, { next: null, results: [] }], /10 of 25 records/],
  ['a page by its number twice', [0, 9, 9].map((at) => ({ next: at + 9, items: devices(at, 9) })).concat([{ next: 0, items: devices(27, 9) }]), /is there twice/], // prettier-ignore
  ['LibreNMS', [{ status: 'ok', devices: devices(0, 100), count: 250 }], /100 of 250 records/],
  [
    'a total that no numbers of the records make',
    [{ total: 96, items: devices(0, 2).map((one) => ({ ...one, ports: 24, position: 48 })) }],
    /2 of 96 records/,
  ],
  ['OData', [{ '@odata.count': 250, value: devices(0, 10) }], /10 of 250 records/],
  ['a page of OData', [{ ...graph(0, null), '@odata.count': 20 }], /10 of 20 records/],
  ['SCIM', [{ totalResults: 250, itemsPerPage: 10, startIndex: 1, Resources: devices(0, 10) }], /10 of 250 records/],
  ['a total in an envelope', [{ meta: { total: 250 }, data: devices(0, 10) }], /10 of 250 records/],
  ['a total around the list', [{ data: { totalCount: 250, items: devices(0, 10) } }], /10 of 250 records/],
  ['a total that is a map', [{ hits: { total: { value: 250 }, hits: devices(0, 10) } }], /10 of 250 records/],
  [
    'as many as Elasticsearch counts',
    [{ hits: { total: { value: 10, relation: 'gte' }, hits: devices(0, 10) } }],
    /more/,
  ],
  ['a map by number', [{ total: 250, devices: Object.fromEntries(devices(0, 10).entries()) }], /10 of 250 records/],
  [
    'rows that are lists',
    [
      {
        count: 250,
        columns: ['vendor', 'name'],
        rows: [
          ['Cisco', 'a'],
          ['Cisco', 'b'],
        ],
      },
    ],
    /2 of 250/,
  ],
])('incomplete: %s', async (_, documents, message) => {
  expect(missingOf(documents)).toEqual([expect.stringMatching(message)]);
  const text = documents.map((document) => JSON.stringify(document)).join('\n');
  expect((await readAll(text, { inputFormat: 'json' }, 'all.json')).problems).toMatchObject([
    { code: 'truncated', severity: 'error' },
  ]);
});

test('answers in YAML have pages and errors, too', async () => {
  const page = (next: string, serial: string): string =>
    `count: 2\nnext: ${next}\nresults:\n- {vendor: Cisco, serial: ${serial}}\n`;
  const problemsOf = async (text: string): Promise<string[]> =>
    (await readAll(text, {}, 'export.yaml')).problems.map(({ message }) => message);
  expect(await problemsOf(page('https://x/?p=2', 'A'))).toEqual([expect.stringMatching(/more records follow/)]);
  expect(await problemsOf(`${page('https://x/?p=2', 'A')}---\n${page('null', 'B')}`)).toEqual([]);
  expect(await problemsOf('hasMore: False\nitems:\n- {vendor: Cisco}\n')).toEqual([]);
  expect(await problemsOf('error: Invalid token\nhost: of Cisco\n')).toEqual([expect.stringMatching(/error message/)]);
});
