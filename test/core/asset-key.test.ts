import { describe, expect, test } from '@jest/globals';

import { assetKey } from '../../src/core/asset.ts';
import type { Finding } from '../../src/core/finding.ts';
import { words } from '../words.ts';

describe('asset key', () => {
  test.each<[Finding['asset'], string, string]>([
    [{ serial: ' ab  12 ', hostname: 'h' }, 'serial', 'serial=ab 12'],
    [{ serial: 'N/A', assetTag: 'T-7', hostname: 'h' }, 'assetTag', 'assetTag=t-7'],
    [{ serial: '00000000', assetTag: '-', hostname: 'Cam-7' }, 'hostname', 'hostname=cam-7'],
    [{ serial: '1111111', hostname: 'cam-7' }, 'hostname', 'hostname=cam-7'],
    [{ serial: '0012345' }, 'serial', 'serial=0012345'],
    [{ assetTag: '11' }, 'assetTag', 'assetTag=11'],
    [{ hostname: 'unknown', mac: '001a.2b3c.4d5e' }, 'mac', 'mac=001a2b3c4d5e'],
    [{ mac: 'n/a; 00-1A-2B-3C-4D-5E' }, 'mac', 'mac=001a2b3c4d5e'],
  ])('%j is known by its %s', (asset, kind, key) => {
    expect(assetKey(asset, words.noValue)).toEqual({ kind, key });
  });

  test.each<[Finding['asset']]>([
    [{ mac: '02:00:00:00:00:01', model: 'X' }],
    [{ mac: '00:00:00:00:00:00', model: 'X' }],
    [{ serial: 'xxx', assetTag: '???', hostname: '--', model: 'X' }],
  ])('%j has nothing of its own: its identity cells are the key', (asset) => {
    expect(assetKey(asset, words.noValue).kind).toBe('cells');
  });

  test('cells of different fields do not run into each other', () => {
    expect(assetKey({ vendor: 'a', model: 'b' }, words.noValue).key).not.toBe(
      assetKey({ vendor: 'a\nmodel=b' }, words.noValue).key,
    );
    expect(assetKey({ serial: 'x1' }, words.noValue).key).not.toBe(assetKey({ hostname: 'x1' }, words.noValue).key);
  });

  test('what is no identity (site, address) does not change the key', () => {
    expect(assetKey({ vendor: 'HIK', site: 'a', ip: '10.0.0.1' }, words.noValue)).toEqual(
      assetKey({ vendor: 'hik', site: 'b' }, words.noValue),
    );
  });
});
