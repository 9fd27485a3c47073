import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';
import { posixTest as test } from '../posix.ts';

/** Loops of docs/sources.md, by the product on their first line. */
const LOOPS = new Map(
  Array.from(readFileSync('docs/sources.md', 'utf8').matchAll(/^```sh\n# (.+?)[,:( ].*\n([^]*?)^```$/gm), ([, name = '', loop = '']) => [name, loop] as const).filter(([, loop]) => loop.includes('curl ')),
); // prettier-ignore

type Json = Readonly<Record<string, unknown>>;

/** What a server answers with: some of its devices, as its product puts them. */
interface Product {
  readonly name: string;
  readonly all: number;
  readonly device: (index: number, maker: string) => Json;
  readonly answer: (url: URL, devices: readonly Json[], reply: ServerResponse) => unknown;
}

const numberOf = (url: URL, name: string, fallback: number): number => Number(url.searchParams.get(name) ?? fallback);

const PRODUCTS: readonly Product[] = [
  {
    name: 'NetBox',
    all: 2345,
    device: (index, maker) => ({ id: index, name: `sw${index}`, device_type: { manufacturer: { name: maker }, model: 'X' } }),
    // netbox/api/pagination.py: limit=0 asks for all, and MAX_PAGE_SIZE, 1000 unless configured, bounds it.
    answer: (url, devices) => {
      const asked = numberOf(url, 'limit', 50);
      const limit = asked === 0 ? 1000 : Math.min(asked, 1000);
      const offset = numberOf(url, 'offset', 0);
      const at = (place: number): string => `${url.origin}${url.pathname}?limit=${limit}&offset=${place}`;
      return {
        count: devices.length,
        next: offset + limit < devices.length ? at(offset + limit) : null,
        previous: offset === 0 ? null : at(Math.max(0, offset - limit)),
        results: devices.slice(offset, offset + limit),
      };
    },
  },
  {
    name: 'Snipe-IT',
    all: 1234,
    device: (index, maker) => ({ id: index, name: `pc${index}`, manufacturer: { id: 1, name: maker }, model: { id: 2, name: 'X' } }),
    // "a maximum of 500 items per request by default" (Snipe-IT API reference, API throttling).
    answer: (url, devices) => {
      const [limit, offset] = [Math.min(numberOf(url, 'limit', 50), 500), numberOf(url, 'offset', 0)];
      return { total: devices.length, rows: devices.slice(offset, offset + limit) };
    },
  },
  {
    name: 'Meraki',
    all: 2000,
    device: (index, maker) => ({
      ...{ serial: `Q2-${String(index).padStart(6, '0')}`, name: `ap${index}`, model: 'MR36', mac: maker === 'Cisco' ? '' : '44:19:b6:a1:b2:c3', networkId: 'N', productType: 'wireless' },
    }),
    // "RFC 5988 (Web Linking)"; the Link header of the last page names no next one (Meraki, pagination).
    answer: (url, devices, reply) => {
      const size = Math.min(numberOf(url, 'perPage', 1000), 1000);
      const after = url.searchParams.get('startingAfter') ?? '';
      const page = devices.filter(({ serial }) => String(serial) > after).slice(0, size);
      const at = `${url.origin}${url.pathname}?perPage=${size}`;
      const last = page.at(-1)?.['serial'] as string;
      const next = last === devices.at(-1)?.['serial'] ? [] : [`<${at}&startingAfter=${last}>; rel=next`];
      reply.setHeader('Link', [`<${at}&startingAfter=0000>; rel=first`, ...next, `<${at}&endingBefore=ZZZZ>; rel=last`].join(', '));
      return page;
    },
  },
  {
    name: 'DNA',
    all: 1000,
    device: (index, maker) => ({
      ...{ instanceUuid: `u${index}`, hostname: `sw${index}`, platformId: 'C9300-24T', softwareType: 'IOS-XE', managementIpAddress: '10.0.0.1' },
      description: maker,
    }),
    // "The maximum number of records that can be retrieved is 500", from index 1 (Cisco DNA Center, network devices).
    answer: (url, devices) => {
      const [limit, offset] = [Math.min(numberOf(url, 'limit', 500), 500), numberOf(url, 'offset', 1)];
      return { response: devices.slice(offset - 1, offset - 1 + limit), version: '1.0' };
    },
  },
]; // prettier-ignore

/** What the running server answers with. */
let served: { product: Product; last: string; failsAt: number } | null = null;
let requests = 0;
const server = createServer((request, reply) => {
  if (served === null) return void reply.destroy();
  requests += 1;
  if (requests === served.failsAt) return void reply.writeHead(500).end('{"detail": "try again"}');
  const { product, last } = served;
  const devices = Array.from({ length: product.all }, (_, index) =>
    product.device(index + 1, index + 1 === product.all ? last : 'Cisco'),
  );
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  reply.setHeader('Content-Type', 'application/json');
  const answer = product.answer(url, devices, reply);
  reply.end(JSON.stringify(answer));
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

/** Runs a loop of the page against the server, and netvet on what it pipes. */
async function run(product: Product, last: string, failsAt = 0): Promise<{ code: number; stdout: string }> {
  served = { product, last, failsAt };
  requests = 0;
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'netvet'), '#!/bin/sh\necho "$@" > args\ncat > piped\n');
  chmodSync(join(cwd, 'netvet'), 0o755);
  const loop = (LOOPS.get(product.name) ?? 'exit 9').replaceAll('https://api.meraki.com', origin);
  const { PATH = '' } = process.env;
  const env = { PATH: `${cwd}:${PATH}`, T: 'token', ORG: '7', NETBOX: origin, SNIPEIT: origin, DNAC: origin };
  await promisify(execFile)('sh', ['-c', loop], { cwd, env });
  const args = readFileSync(join(cwd, 'args'), 'utf8').trim().split(' ');
  return netvet(args, { stdin: readFileSync(join(cwd, 'piped'), 'utf8') });
}

test('there is a loop for each of them, and for no other', () => {
  expect([...LOOPS.keys()]).toEqual(PRODUCTS.map(({ name }) => name));
});

describe.each(PRODUCTS)('$name', (product) => {
  test('all pages are read', async () => {
    const { code, stdout } = await run(product, 'Cisco');
    expect({ code, all: stdout.includes(`${product.all.toLocaleString('en')} rows`), stdout }).toMatchObject({
      code: 0,
      all: true,
    });
  });

  test('the last record of the last page is found', async () => {
    expect((await run(product, 'Hikvision')).code).toBe(1);
  });

  test('a loop that breaks off is incomplete', async () => {
    expect((await run(product, 'Hikvision', 2)).code).toBe(3);
  });
});

test('NetBox caps limit=0, and netvet says that more follow', async () => {
  const [netbox] = PRODUCTS;
  if (netbox === undefined) throw new Error('no NetBox');
  served = { product: netbox, last: 'Hikvision', failsAt: 0 };
  const answer = await fetch(`${origin}/api/dcim/devices/?limit=0`);
  expect((await netvet(['check', '-'], { stdin: await answer.text() })).code).toBe(3);
});
