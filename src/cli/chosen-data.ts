import { relative, resolve } from 'node:path';
import { UserError, onPath } from '../core/errors.ts';
import { AGAIN, isNewer, KNOWLEDGE, PACKAGE, packagedDay, readPackage } from '../knowledge/data-package.ts';
import { dayIn, restoreKnowledge, SHIPPED } from '../knowledge/knowledge.ts';
import type { Io } from './io.ts';

type Warn = (text: string) => void;

/** Data that is not shipped: a package that is named, or a newer one beside netvet. Throws UserError. */
async function otherData(named: string | null, io: Io) {
  if (named !== null) return readPackage(named.replace(/[/\\]+$/, ''), resolve(io.cwd, named));
  const day = io.dataPackage === null ? null : packagedDay(io.dataPackage);
  if (io.dataPackage === null || day === null || day <= dayIn(shippedText(io))) return null;
  return readPackage(PACKAGE, io.dataPackage);
}

/** Throws UserError when the data cannot be read, is damaged or, in a checkout, is wrong. */
export async function readKnowledge(named: string | null, io: Io, warn: Warn, restore = restoreKnowledge) {
  const { knowledgeFile: path, sources } = io;
  const other = await otherData(named, io);
  if (other !== null) {
    const shown = other.path.slice(0, -KNOWLEDGE.length - 1);
    const knowledge = restore(other, AGAIN);
    const { day, sha256 } = knowledge.data;
    if (day !== other.manifest.day || sha256 !== other.manifest.sha256)
      throw new UserError(`${shown}: ${KNOWLEDGE} is not what its manifest describes`, AGAIN);
    warn(`note: data of ${day} from ${shown}, not the data that is shipped with netvet`);
    return { ...knowledge, data: { path: shown, day, sha256 } };
  }
  if (sources === null || !isNewer(sources, path)) return restore({ path, text: shippedText(io) });
  const { recompile } = await import('../knowledge/folder.ts');
  return restore({ path, text: recompile(relative(io.cwd, sources), sources, path) });
}

function shippedText({ knowledgeFile: path, readShipped }: Io): string {
  return onPath(path, 'read', () => readShipped(path, 'latin1'), SHIPPED);
}
