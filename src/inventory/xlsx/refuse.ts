import { UserError } from '../../core/errors.ts';

/** First bytes of the container of .xls, .doc and of password-protected .xlsx files (MS-CFB). */
const CFB_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Throws UserError for an old Excel file and for a workbook under a password. */
export function refuseOldOffice(bytes: Buffer, name: string): void {
  if (!bytes.subarray(0, 8).equals(CFB_MAGIC)) return;
  if (bytes.includes(ENCRYPTED)) {
    throw new UserError(
      `${name}: the workbook is protected by a password`,
      'save a copy without a password, or as CSV',
    );
  }
  throw new UserError(`${name}: an old Excel file (.xls) is not read`, 'save it as .xlsx or CSV');
}

/** Throws UserError for a ZIP archive that is something else than an XLSX workbook. */
export function refuseOther(names: readonly string[], name: string): never {
  if (names.includes('xl/workbook.bin')) {
    throw new UserError(`${name}: a binary workbook (.xlsb) is not read`, 'save it as .xlsx or CSV');
  }
  if (names.includes('content.xml') && names.includes('mimetype')) {
    throw new UserError(`${name}: an OpenDocument file is not read`, 'save it as .xlsx or CSV');
  }
  throw new UserError(`${name}: a ZIP archive without a workbook in it`, 'unpack it and check the files');
}
