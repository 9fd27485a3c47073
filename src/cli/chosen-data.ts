import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { onPath } from '../core/errors.ts';
import { AGAIN, isNewer, KNOWLEDGE, PACKAGE, readPackage } from '../knowledge/data-package.ts';
import { headOf, restoreKnowledge, SHIPPED } from '../knowledge/knowledge.ts';
import type { Io } from './io.ts';

type Warn = (text: string) => void;

/** Data other than the shipped: the package that is named, or a newer one beside netvet. Throws UserError. */
async function otherData(packagePath: string | null, io: Io) {
  if (packagePath !== null) return readPackage(packagePath.replace(/[/\\]+$/, ''), resolve(io.cwd, packagePath));
  const at = io.dataPackage;
  const isThere = at !== null && onPath(at, 'read', () => statSync(at, { throwIfNoEntry: false })) !== undefined;
  return isThere ? readPackage(PACKAGE, at, headOf(shippedText(io))?.day) : null;
}

/** Reads the data of a run. Throws UserError when it cannot be read, is damaged or, in a checkout, is wrong. */
export async function readKnowledge(packagePath: string | null, io: Io, warn: Warn, restore = restoreKnowledge) {
  const { knowledgeFile: path, sources } = io;
  const other = await otherData(packagePath, io);
  if (other !== null) {
    const shown = other.path.slice(0, -KNOWLEDGE.length - 1);
    const knowledge = restore(other, AGAIN);
    warn(`note: data of ${knowledge.data.day} from ${shown}, not the data that is shipped with netvet`);
    return { ...knowledge, data: { ...knowledge.data, path: shown } };
  }
  if (sources === null || !isNewer(sources, path)) return restore({ path, text: shippedText(io) });
  const { knowledgeOf, readDataFolder } = await import('../knowledge/data.ts');
  return knowledgeOf(readDataFolder(relative(io.cwd, sources), sources));
}

function shippedText({ knowledgeFile: path, readShipped }: Io): string {
  return onPath(path, 'read', () => readShipped(path, 'latin1'), SHIPPED);
}
