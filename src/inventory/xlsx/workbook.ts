import { messageOf } from '../../core/errors.ts';
import { unzipped, zipEntries, type ZipEntry } from '../../runtime/zip.ts';
import { Broken } from '../rows.ts';
import { attributeOf, elementsIn, textOf, xmlElements, type XmlElement } from '../xml.ts';

/** Most bytes that an archive may unpack to, in all passes over it. A million rows of 20 cells stay below 1 GiB. */
export const MAX_UNPACKED = 2 * 1024 * 1024 * 1024;
/** Most entries of an archive; a workbook has a few and one a sheet. */
const MAX_ENTRIES = 10_000;

/** The entries of a ZIP archive, unpacked as they are read and never beyond a total. */
export type Archive = ReturnType<typeof archiveOf>;

/** Opens a ZIP archive; `budget`: most bytes to unpack. Throws Broken, as what it returns does. */
export function archiveOf(bytes: Uint8Array, budget = MAX_UNPACKED) {
  /** By name in lower case: names of parts differ in more than case (ECMA-376 part 2). */
  const entries = new Map<string, ZipEntry>();
  let bytesLeft = budget;
  try {
    for (const entry of zipEntries(bytes)) {
      const name = entry.name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
      if (entries.has(name)) throw new Error(`two files of the name ${name} in the archive`);
      entries.set(name, entry);
      if (entries.size > MAX_ENTRIES) throw new Broken(`more than ${MAX_ENTRIES} files in the archive`, 'too-large');
    }
  } catch (error) {
    throw asBroken(error);
  }
  /** The text of an entry (UTF-8), in pieces; nothing for one that is not there. */
  async function* text(name: string): AsyncGenerator<string> {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted) throw new Broken('the archive is encrypted', 'malformed');
    const decoder = new TextDecoder();
    try {
      for await (const chunk of unzipped(bytes, entry)) {
        bytesLeft -= chunk.length;
        if (bytesLeft < 0) throw new Broken('the archive unpacks to more than is read', 'too-large');
        yield decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      throw asBroken(error);
    }
    yield decoder.decode();
  }
  return { has: (name: string): boolean => entries.has(name.toLowerCase()), text };
}

function asBroken(error: unknown): Broken {
  return error instanceof Broken ? error : new Broken(messageOf(error), 'malformed');
}

/** The text of `<si>` and `<c>`: a value, or runs, without the reading aids (`rPh`) of Japanese. */
export function richText(element: XmlElement): string {
  if (element.name === 't' || element.name === 'v') return textOf(element);
  return element.name === 'rPh' ? '' : elementsIn(element).map(richText).join('');
}

/** Replaces codes such as `_x000D_`, which stand for characters that XML does not allow or would change. */
export function unescape(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** Most text of the shared strings, and what each takes besides (characters): they are held while sheets are read. */
const [MAX_STRING_TEXT, OF_A_STRING] = [256 * 1024 * 1024, 25];
/** Kinds of sheets that have cells, and those that have none. */
const WITH_CELLS = /\/(?:worksheet|xl(?:Intl)?Macrosheet)$/;
const WITHOUT_CELLS = /\/(?:chartsheet|dialogsheet)$/;

/** What all sheets of a workbook share. */
export type Workbook = NonNullable<Awaited<ReturnType<typeof readWorkbook>>>;

/** Reads what all sheets share. Null if the archive is no XLSX workbook. Throws Broken. */
export async function readWorkbook(archive: Archive) {
  const part = targetOf(await relationsOf(archive, ''), 'officeDocument') ?? 'xl/workbook.xml';
  if (!archive.has(part) || !part.endsWith('.xml')) return null;
  const related = await relationsOf(archive, part);
  /** Sheets that may have cells; `part`: path in the archive, '' for one that is not read. */
  const sheets: { readonly name: string; readonly part: string; readonly isHidden: boolean }[] = [];
  let [isWorkbook, date1904] = [false, false];
  await forEach(archive, part, ['workbook', 'workbookPr', 'sheet'], ({ name, attributes }) => {
    const get = (key: string): string => attributeOf(attributes, key) ?? '';
    if (name === 'workbook') isWorkbook = true;
    else if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(get('date1904'));
    else {
      const { type = '', target = '' } = related.get(get('id')) ?? {};
      const found = WITH_CELLS.test(type) && archive.has(target) ? target : '';
      const isHidden = /hidden/i.test(get('state'));
      if (!WITHOUT_CELLS.test(type)) sheets.push({ name: get('name'), part: found, isHidden });
    }
  });
  if (!isWorkbook) return null;
  const listed = new Set(sheets.map(({ part: ofSheet }) => ofSheet));
  for (const { type, target } of related.values())
    if (WITH_CELLS.test(type) && archive.has(target) && !listed.has(target))
      sheets.push({ name: target, part: '', isHidden: false });
  return {
    archive,
    sheets,
    date1904,
    strings: await readStrings(archive, targetOf(related, 'sharedStrings') ?? ''),
    /** Format codes by style index. */
    formats: await readFormats(archive, targetOf(related, 'styles') ?? ''),
  };
}

/** The relationships of a part, or of the archive (''), by id: their type, and the path of their target. */
async function relationsOf(archive: Archive, part: string) {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found = new Map<string, { readonly type: string; readonly target: string }>();
  await forEach(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, ['Relationship'], ({ attributes }) => {
    const get = (name: string): string => attributeOf(attributes, name) ?? '';
    found.set(get('Id'), { type: get('Type'), target: pathOf(folder, get('Target')) });
  });
  return found;
}

/** The notes and threaded comments on cells of a sheet: the cell, and the text. */
export async function* notesOf(archive: Archive, part: string): AsyncGenerator<readonly [cell: string, text: string]> {
  for (const { type, target } of (await relationsOf(archive, part)).values()) {
    if (!/\/(?:comments|threadedComment)$/.test(type)) continue;
    for await (const notes of xmlElements(archive.text(target), (name) => /^(?:threadedC|c)omment$/.test(name)))
      for (const note of notes) yield [attributeOf(note.attributes, 'ref') ?? '', unescape(textOf(note, ' '))];
  }
}

function targetOf(related: Awaited<ReturnType<typeof relationsOf>>, kind: string): string | undefined {
  return Array.from(related.values()).find(({ type }) => type.endsWith(`/${kind}`))?.target;
}

/** A part's path from the root of the archive. */
function pathOf(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readStrings(archive: Archive, part: string): Promise<readonly string[]> {
  const strings: string[] = [];
  let size = 0;
  await forEach(archive, part, ['si'], (element) => {
    const text = unescape(richText(element));
    strings.push(text);
    size += text.length + OF_A_STRING;
    if (size > MAX_STRING_TEXT) throw new Broken('the texts of the workbook are larger than is read', 'too-large');
  });
  return strings;
}

/**
 * Format codes that a workbook does not spell out (ECMA-376 part 1, 18.8.30), as far as they change what is read, with
 * the first and last numbers that stand for each. From 27 on dates are those of single languages.
 */
const BUILT_IN: readonly (readonly [code: string, ...numbers: (readonly [first: number, last: number])[]])[] = [
  ['0', [1, 1], [3, 3], [37, 38]],
  ['0.00', [2, 2], [4, 4], [39, 40]],
  ['yyyy-mm-dd', [14, 17], [27, 36], [50, 58]],
  ['h:mm:ss', [18, 21], [45, 47]],
  ['yyyy-mm-dd h:mm', [22, 22]],
];

/** The format code that a built-in number format id stands for. */
export function builtInFormat(id: number): string {
  return BUILT_IN.find(([, ...all]) => all.some(([first, last]) => id >= first && id <= last))?.[0] ?? 'General';
}

async function readFormats(archive: Archive, part: string): Promise<readonly string[]> {
  const codes = new Map<number, string>();
  const formats: string[] = [];
  const idOf = ({ attributes }: XmlElement): number => Number(attributeOf(attributes, 'numFmtId') ?? '0');
  await forEach(archive, part, ['numFmt', 'cellXfs'], (element) => {
    if (element.name === 'numFmt')
      codes.set(idOf(element), (attributeOf(element.attributes, 'formatCode') ?? '').slice(0, 255));
    else for (const style of elementsIn(element).map(idOf)) formats.push(codes.get(style) ?? builtInFormat(style));
  });
  return formats;
}

async function forEach(archive: Archive, part: string, names: readonly string[], take: (element: XmlElement) => void) {
  if (part === '' || !archive.has(part)) return;
  for await (const elements of xmlElements(archive.text(part), (name) => names.includes(name))) elements.forEach(take);
}
