import type { DesignationEvent } from '../core/events.ts';
import type { FindingDesignation, Identification, Status } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';

export interface Judged {
  readonly status: Status;
  /** In the order of the chosen lists and their entries. */
  readonly designations: readonly FindingDesignation[];
}

/** Says what the chosen lists mean for an identification in a row, as of a day. Pure: no clock. */
export interface Judge {
  /** Null when none of the lists designates the vendor or category (then there is no finding). */
  judge(identification: Identification, record: InventoryRecord, all: readonly Identification[]): Judged | null;
  /** The legal text of one entry as of the judge's day. */
  designation(list: string, entry: string): DesignationEvent;
}

export interface JudgeOptions {
  readonly asOf: string;
  /** `acquired`: each row on its own acquisition date where it has one. */
  readonly judgeAt: 'as-of' | 'acquired';
}
