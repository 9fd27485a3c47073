import type { Unpack } from './packed.ts';
import { UserError } from '../../core/errors.ts';
import type { InputFormat } from '../input-format.ts';

/** Gzip; what is in it is told by its own content, then by the name without `.gz`. */
export const gz: InputFormat = {
  name: 'gz',
  extensions: ['gz'],
  sniff: (head) => startsWith(head, '1f8b'),
  open: async (source, options, openInner) => {
    const { openCompressed } = await import('./unpack.ts');
    const { createGunzip } = await import('node:zlib');
    return openCompressed(source, options, () => createGunzip(), openInner);
  },
};

/** Zstandard, where this Node can unpack it. */
export const zst: InputFormat = {
  name: 'zst',
  extensions: ['zst'],
  sniff: (head) => startsWith(head, '28b52ffd'),
  open: async (source, options, openInner) => {
    const { openCompressed } = await import('./unpack.ts');
    return openCompressed(source, options, await zstdDecompress(source.name), openInner);
  },
};

async function zstdDecompress(name: string): Promise<() => Unpack> {
  const { createZstdDecompress } = (await import('node:zlib')) as { readonly createZstdDecompress?: () => Unpack };
  if (createZstdDecompress === undefined) {
    throw new UserError(
      `${name}: Node ${process.versions.node} cannot unpack zstd`,
      'use Node 22.15 or newer, or zstd -dc FILE | netvet check -',
    );
  }
  return createZstdDecompress;
}

function startsWith(head: Uint8Array, magic: string): boolean {
  return Buffer.from(head.subarray(0, magic.length / 2)).toString('hex') === magic;
}
