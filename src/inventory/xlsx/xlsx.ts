import type { InputFormat } from '../input-format.ts';

/** ZIP with an entry, ZIP without one, the container of .xls and of workbooks under a password. */
const MAGIC = ['504b0304', '504b0506', 'd0cf11e0'];

/** Excel workbooks (.xlsx, .xlsm). */
export const xlsx: InputFormat = {
  name: 'xlsx',
  extensions: ['xlsx', 'xlsm'],
  sniff: (head) => MAGIC.includes(Buffer.from(head.subarray(0, 4)).toString('hex')),
  open: async (source, options) => (await import('./read-workbook.ts')).openXlsx(source, options),
};
