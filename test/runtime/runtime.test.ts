import * as zlib from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { splitRecord as parsed } from '../../src/inventory/csv/parsed-record.ts';
import { splitRecord as quoted } from '../../src/inventory/csv/split.ts';
import * as browser from '../../src/runtime/browser.ts';
import { hex, joined, ofHex, type Unpacker } from '../../src/runtime/bytes.ts';
import * as node from '../../src/runtime/node.ts';
import { crc32, unzipped, zipEntries } from '../../src/runtime/zip.ts';
import { makeZip } from '../inventory/make-xlsx.ts';
import { seeded } from '../seeded.ts';

/** That one can stand for the other is a matter of types. */
const BOTH: readonly (typeof node)[] = [node, browser];
const TEXTS = ['', 'abc', 'Zürich 北京 \u{1f4f7}\0', 'x'.repeat(9_000), '\ufeffmark'];
const BYTES = [[], [0x41, 0x0a], [0xc3, 0xa9], [0xc3], [0xff, 0xfe, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf]].map(
  (bytes) => Uint8Array.from(bytes),
);

async function unpacked(unpacker: Unpacker, packed: Uint8Array, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < packed.length && unpacker.rest === null; at += size)
    for await (const part of unpacker.push(packed.subarray(at, at + size))) parts.push(part);
  if (unpacker.rest === null) for await (const part of unpacker.push(null)) parts.push(part);
  return joined(parts);
}

describe('Node and browsers', () => {
  test('hash and read bytes alike', () => {
    for (const text of TEXTS) {
      expect(browser.sha256(text)).toBe(node.sha256(text));
      const [one, other] = BOTH.map((machine) => {
        const hash = machine.newSha256();
        hash.update(text);
        hash.update(new TextEncoder().encode(text));
        return hash.digest('hex');
      });
      expect(one).toBe(other);
      const codes = BOTH.map((machine) => {
        const room = new Uint16Array(text.length + 2);
        machine.writeCodes(text, room);
        return [...room];
      });
      expect(codes[0]).toEqual(codes[1]);
    }
    const all = Uint8Array.from({ length: 20_000 }, (_, at) => at % 256);
    for (const bytes of [...BYTES, all, all.subarray(3, 300)]) {
      const [one, other] = BOTH.map((machine) => {
        const text = machine.latin1(bytes);
        const back = machine.fromLatin1(text);
        return [text, hex(back), machine.isUtf8(bytes)];
      });
      expect(one).toEqual(other);
      expect(ofHex(hex(bytes))).toEqual(Uint8Array.from(bytes));
    }
  });

  test.each(BOTH.map((machine, at) => [at === 0 ? 'Node' : 'a browser', machine] as const))(
    'unpack the same on %s: to the end of the data, in whatever pieces, and never what is damaged',
    async (_, machine) => {
      const text = Buffer.from(Array.from({ length: 30_000 }, (_, at) => `${(at * 7919) % 9973},`).join(''));
      const forms = { gzip: zlib.gzipSync(text), raw: zlib.deflateRawSync(text) };
      for (const [form, packed] of Object.entries(forms)) {
        const make = await machine.unpackersOf(form as 'gzip' | 'raw');
        if (make === null) throw new Error(form);
        for (const size of [1_000, 64 * 1024, packed.length + 5]) {
          const unpacker = make();
          const given = Buffer.concat([packed, Buffer.from('\0more')]);
          expect(Buffer.compare(text, await unpacked(unpacker, given, size))).toBe(0);
          expect(Buffer.from(unpacker.rest ?? []).toString()).toBe('\0more'.slice(0, unpacker.rest?.length));
          expect(unpacker.rest?.length).toBeGreaterThan(0);
        }
        await expect(unpacked(make(), packed.subarray(0, packed.length / 2), 1_000)).rejects.toThrow('unexpected end');
        await expect(unpacked(make(), Buffer.alloc(100, 0xff), 1_000)).rejects.toThrow(/./);
      }
      const spoiled = Buffer.from(forms.gzip);
      spoiled[spoiled.length - 6] = (spoiled[spoiled.length - 6] ?? 0) ^ 1;
      const make = await machine.unpackersOf('gzip');
      if (make === null) throw new Error('gzip');
      await expect(unpacked(make(), spoiled, 1_000)).rejects.toThrow('incorrect data check');
    },
  );

  test('split the records whose quotes are believed as csv-parse does', async () => {
    const random = seeded(7);
    const pieces = ['a', ' ', '""', ',', ';', '\n', '\r\n', '=', 'é', '\ufffd', '\t', "'"];
    for (let round = 0; round < 2_000; round += 1) {
      const delimiter = random.pick([',', ';', '\t', null] as const);
      const cells = Array.from({ length: delimiter === null ? 1 : 1 + random.int(4) }, (_, at) => {
        const text = Array.from({ length: random.int(6) }, () => random.pick(pieces)).join('');
        const plain = text.replaceAll(/["\n\r]/g, '').replaceAll(delimiter ?? '\n', '');
        return random.int(2) === 0 || at === 0 ? `"${text}"` : plain;
      });
      const record = cells.join(delimiter ?? '');
      expect([record, quoted(record, delimiter)]).toEqual([record, await parsed(record, delimiter)]);
    }
  });
});

describe('a ZIP archive', () => {
  test('holds what was put into it', async () => {
    const files = [['a.txt', 'Zürich'], ['b/c.xml', 'x'.repeat(200_000)], ['empty', '']] as const; // prettier-ignore
    const archive = makeZip(files.map(([name, content]) => ({ name, content })));
    const entries = [...zipEntries(archive)];
    expect(entries.map(({ name, size }) => [name, size])).toEqual([['a.txt', 7], ['b/c.xml', 200_000], ['empty', 0]]); // prettier-ignore
    for (const [at, entry] of entries.entries()) {
      const parts: Uint8Array[] = [];
      for await (const part of unzipped(archive, entry)) parts.push(part);
      expect(new TextDecoder().decode(joined(parts))).toBe(files[at]?.[1]);
      expect(crc32(joined(parts))).toBe(entry.crc);
    }
  });

  test('is refused, and never read beyond its end, whichever byte of it is another', async () => {
    const archive = makeZip([
      { name: 'a.txt', content: 'Huawei '.repeat(20) },
      { name: 'b', content: '' },
    ]);
    let refused = 0;
    for (let at = 0; at < archive.length; at += 1) {
      const spoiled = Uint8Array.from(archive);
      spoiled[at] = (spoiled[at] ?? 0) ^ 0xff;
      try {
        for (const entry of zipEntries(spoiled))
          for await (const part of unzipped(spoiled, entry)) expect(part.length).toBeGreaterThan(0);
      } catch (error) {
        expect((error as Error).name).not.toBe('TypeError');
        expect((error as Error).message).not.toBe('');
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(archive.length / 3);
    expect(() => [...zipEntries(new Uint8Array(40))]).toThrow('its end is missing');
  });
});
