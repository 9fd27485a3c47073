/** Characters that are looked at of a cell: as many as a cell of a workbook can hold. A format says what it cut. */
export const CELL_LIMIT = 32_767;
/** Characters that are looked at of a line of plain text. */
export const LINE_LIMIT = 64 * 1024;
