import { deflateRawSync } from 'node:zlib';
import { columnName } from '../../src/core/text.ts';
import { crc32 } from '../../src/runtime/zip.ts';

export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the directory says it unpacks to, when that is a lie. */
  readonly claimed?: number;
  /** The checksum, when it is wrong. */
  readonly crc?: number;
}

/** A ZIP archive of the parts, deflated. */
export function makeZip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, crc } of parts) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const path = Buffer.from(name);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(packed.length, 0);
    sizes.writeUInt32LE(claimed ?? raw.length, 4);
    const common = Buffer.concat([
      u16(20),
      u16(0x800),
      u16(8),
      u16(0),
      u16(0),
      u32(crc ?? crc32(raw)),
      sizes,
      u16(path.length),
      u16(0),
    ]);
    const file = Buffer.concat([u32(0x04034b50), common, path, packed]);
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u32(0), u32(offset), path]),
    );
    files.push(file);
    offset += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x06054b50),
    u32(0),
    u16(parts.length),
    u16(parts.length),
    u32(index.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...files, index, end]);
}

function u16(value: number): Buffer {
  return Buffer.from([value & 0xff, value >> 8]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The same parts with the texts of cells in a table that the sheets share, as spreadsheet programs write them. */
export function sharedStrings(parts: readonly Part[]): Part[] {
  const texts = new Map<string, number>();
  const indexOf = (text: string): number => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const shared = parts.map((part) => {
    if (!part.name.includes('worksheets/')) return part;
    let row = 0;
    let column = 0;
    const content = String(part.content).replace(
      /<row>|<c t="inlineStr"><is><t xml:space="preserve">(.*?)<\/t><\/is><\/c>/gs,
      (_, text?: string) => {
        if (text === undefined) {
          column = 0;
          return `<row r="${(row += 1)}">`;
        }
        return `<c r="${columnName(column++)}${row}" t="s"><v>${indexOf(text)}</v></c>`;
      },
    );
    return { ...part, content };
  });
  const strings = Array.from(texts.keys(), (text) => `<si><t>${text}</t></si>`).join('');
  return [
    ...shared.map((part) =>
      part.name === 'xl/_rels/workbook.xml.rels'
        ? {
            ...part,
            content: String(part.content).replace(
              '</Relationships>',
              `${relation('rIdT', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
            ),
          }
        : part,
    ),
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings}</sst>` },
  ];
}

/** A sheet as rows of texts, or as the XML of its `<sheetData>` and what follows. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[] | string;
  readonly state?: 'hidden' | 'veryHidden';
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The parts of a workbook, for tests that change one. */
export function xlsxParts(sheets: readonly Sheet[], styles = '', properties = ''): Part[] {
  const relations = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  const names = sheets.map(({ name, state = 'visible' }, i) => {
    return `<sheet name="${escape(name)}" sheetId="${i + 1}" state="${state}" r:id="rId${i + 1}"/>`;
  });
  return [
    { name: '_rels/.rels', content: relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${names.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships([...relations, relation('rIdS', 'styles', '/xl/styles.xml')]),
    },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` },
    ...sheets.map(({ rows }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `<?xml version="1.0"?>\n<worksheet xmlns="${MAIN}">${typeof rows === 'string' ? rows : sheetData(rows)}</worksheet>`,
    })),
  ];
}

export function makeXlsx(sheets: readonly Sheet[], styles = '', properties = ''): Buffer {
  return makeZip(xlsxParts(sheets, styles, properties));
}

export function relationships(all: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

export function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function sheetData(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
  return `<sheetData>${rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('')}</sheetData>`;
}

export function escape(text: string): string {
  return text
    .replace(/_x([0-9A-F]{4})_/g, '_x005F_x$1_')
    .replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(
      /[\u0000-\u0008\u000b-\u001f]/g,
      (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}
