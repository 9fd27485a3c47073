import { strToU8, zipSync } from 'fflate';
import { atTheEnd, leftOut, type Collected } from './collected.ts';
import { findingTable } from './csv.ts';
import { daysBetween, isDay } from '../core/dates.ts';
import { columnName } from '../core/text.ts';
import { cutTo, escapeHtml, visible } from './escape.ts';
import { documentOf, tableOf, type Cell, type Table } from './document.ts';

/** Findings, and assets, in a workbook: more take long to open and to filter. */
const MOST = 20_000;

/** A workbook to work through: a sheet for each table of the document, and one of all findings. */
export const xlsx = atTheEnd({ findings: MOST, assets: MOST }, (held) => workbook(sheets(held)));

function sheets(held: Collected): readonly Table[] {
  const sections = documentOf(held);
  const notes = [...sections.flatMap((section) => section.notes), ...leftOut(held.findings)];
  const answer = tableOf('Answer', notes, { Answer: [120, (note) => note] });
  const tables = sections.flatMap((section) => section.tables);
  return [answer, ...tables.flatMap((table) => (table.title === 'Assets' ? [table, findingTable(held)] : table))];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** What parts with sheets are called: the name stands unpacked near the beginning of the file, and says whose it is. */
const SHEET = 'worksheets/netvet';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const MOST_TEXT = 32_767;
/** Day 0 of Excel's calendar, which is right from March 1900 on. */
const EPOCH = '1899-12-30';
/** Cell formats of STYLES, in order. Text is `@`: a spreadsheet makes no formula of it, even when it is edited. */
const STYLE = { number: 0, text: 1, day: 2, header: 3 } as const;
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE7E9ED"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/>
<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>
<xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>
</styleSheet>`;

/** A filter and a fixed header on every sheet, no formula. The same tables give the same bytes, whatever packs them. */
export function workbook(sheets: readonly Table[]): Uint8Array {
  const parts = sheets.map((_, at) => ['worksheet', `${SHEET}${at + 1}.xml`] as const);
  const files: readonly (readonly [name: string, text: string])[] = [
    ['[Content_Types].xml', contentTypes(sheets)],
    ['_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])],
    ['xl/workbook.xml', contents(sheets)],
    ['xl/_rels/workbook.xml.rels', relations(...parts, ['styles', 'styles.xml'])],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, at) => [`xl/${SHEET}${at + 1}.xml`, sheetText(sheet, at === 0)] as const),
  ];
  // The oldest day that ZIP has, in any time zone.
  return zipSync(Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])), {
    mtime: new Date(1980, 0, 1),
  });
}

function contentTypes(sheets: readonly Table[]): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/xl/${path}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
${part('workbook', 'sheet.main')}${part('styles', 'styles')}
${sheets.map((_, at) => part(`${SHEET}${at + 1}`, 'worksheet')).join('\n')}
</Types>`;
}

function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  const textOf = ([type, target]: (typeof targets)[number], at: number): string =>
    `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${targets.map(textOf).join('')}</Relationships>`;
}

function contents(sheets: readonly Table[]): string {
  const textOf = ({ title }: Table, at: number): string =>
    `<sheet name="${escapeHtml(title)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`;
  const texts = sheets.map(textOf).join('');
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${texts}</sheets></workbook>`;
}

function sheetText({ columns, rows }: Table, isFirst: boolean): string {
  const last = `${columnName(columns.length - 1)}${rows.length + 1}`;
  const columnXml = ({ width }: (typeof columns)[number], at: number): string =>
    `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  const header = columns.map(({ label }, at) => textXml(label, `${columnName(at)}1`, STYLE.header));
  const lines = rows.map((cells, row) => {
    const texts = cells.map((cell, at) => cellXml(cell, `${columnName(at)}${row + 2}`));
    return `<row r="${row + 2}">${texts.join('')}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}"/>
<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<cols>${columns.map(columnXml).join('')}</cols>
<sheetData><row r="1">${header.join('')}</row>
${lines.join('\n')}</sheetData>
<autoFilter ref="A1:${last}"/></worksheet>`;
}

function cellXml(cell: Cell, at: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  // A day cell sorts and filters by date. A workbook cannot count to all days: outside 1900-2099 they stay text.
  if (!isDay(cell) || !/^(?:19|20)/.test(cell)) return textXml(cell, at, STYLE.text);
  return `<c r="${at}" s="${STYLE.day}"><v>${daysBetween(EPOCH, cell)}</v></c>`;
}

/** `_x000D_` in a workbook means the character; text that only looks like it is written as `_x005F_x000D_`. */
function textXml(text: string, at: string, style: number): string {
  const safe = escapeHtml(cutTo(visible(text), MOST_TEXT)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`;
}
