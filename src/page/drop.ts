import type { Dropped } from './messages.ts';

/** Files that were chosen, of a folder all that are in it. */
export function picked(files: Iterable<File>): readonly Dropped[] {
  return grouped(Array.from(files, (file) => [file.webkitRelativePath || file.name, file] as const));
}

/** What was dropped: files, and all files of folders. */
export async function droppedItems({ items, files }: DataTransfer): Promise<readonly Dropped[]> {
  // Entries are there only while the drop is being told.
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return picked(files);
  const found: (readonly [path: string, file: File])[] = [];
  for (const entry of entries) await collect(entry, found);
  return grouped(found);
}

async function collect(entry: FileSystemEntry, found: (readonly [path: string, file: File])[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    found.push([entry.fullPath.replace(/^\//, ''), file]);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A folder is told in parts, the last of which is empty.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0) return;
    for (const one of part) await collect(one, found);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

function grouped(files: readonly (readonly [path: string, file: File])[]): readonly Dropped[] {
  const byName = new Map<string, (readonly [path: string, file: File])[]>();
  for (const [path, file] of files) {
    const [name = path] = path.split('/');
    byName.set(name, [...(byName.get(name) ?? []), [path, file]]);
  }
  return Array.from(byName, ([name, own]) => ({ name, files: own }));
}
