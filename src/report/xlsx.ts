import { holder } from './at-the-end.ts';
import type { ReportFormat } from './reporter.ts';
import { workbook } from './xlsx/book.ts';
import { sheetsOf } from './xlsx/sheets.ts';

/** Findings in a workbook: more take long to open and to filter. */
const MOST = 20_000;

/** A workbook to work through: assets, findings, law, what to check, what was not judged, the run. */
export const xlsx: ReportFormat = {
  everyRow: false,
  create(folders) {
    const { held, ...collect } = holder(MOST, folders);
    let bytes: Promise<Uint8Array> = Promise.resolve(new Uint8Array());
    return {
      ...collect,
      summary(event) {
        bytes = workbook(sheetsOf(held(event)));
        return '';
      },
      bytes: () => bytes,
    };
  },
};
