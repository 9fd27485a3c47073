import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/core/fingerprint.ts';
import { packData, writeFolder } from '../../bin/tools/pack-data.ts';
import { emptyFolder, netvet } from './run.ts';

export interface Manifest {
  schemaVersion: number;
  day: string;
  files: { path: string; sha256: string }[];
}

export const root = emptyFolder();
const INVENTORY = 'Manufacturer,Model\nHuawei,S5720\nHytera,PD785\nRaisecom,ISCOM2600G\nCisco,C9300\nZTE,ZXR10 5960\n';

/** Packs data/ into the folder `plain`, beside an inventory. */
export function makeFolders(): void {
  writeFolder(join(root, 'plain'), packData('data').files);
  writeFileSync(join(root, 'site.csv'), INVENTORY);
}

/** A copy of the packed data. */
export function copy(name: string): string {
  cpSync(join(root, 'plain'), join(root, name), { recursive: true });
  return join(root, name);
}

export function manifestOf(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest;
}

export function writeManifest(dir: string, change: (manifest: Manifest) => unknown): void {
  const manifest = manifestOf(dir);
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(change(manifest) ?? manifest));
}

/** Writes a file and its hash, as whoever makes the data does. */
export function put(dir: string, path: string, text: string): void {
  writeFileSync(join(dir, path), text);
  writeManifest(dir, ({ files, ...rest }) => ({
    ...rest,
    files: [...files.filter((file) => file.path !== path), { path, sha256: sha256(text) }],
  }));
}

export const check = (dir: string, ...more: string[]) =>
  netvet(['check', 'site.csv', '--data', dir, '-f', 'ndjson', ...more], { cwd: root });
