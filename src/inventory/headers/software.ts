import type { Field } from '../../core/fields.ts';
import type { HeaderWords } from '../../words/header-words.ts';
import { become, feeds, tells, type Draft } from './draft.ts';

/** What a column has only where its rows are devices. */
const OF_DEVICES: readonly Field[] = ['model', 'partNumber', 'mac', 'sysObjectId', 'fccId', 'gponSerial'];

/**
 * The columns of a list of software: the publisher of what has no other maker is its maker, and what names a program
 * says what the thing is. Whose rows have a model or an address are devices.
 */
export function readSoftware(drafts: readonly Draft[], { headers }: { readonly headers: HeaderWords }): void {
  const isOfDevices = OF_DEVICES.some((field) => feeds(drafts, field));
  for (const draft of isOfDevices ? [] : namesOfSoftware(drafts, headers)) {
    draft.software = true;
    if (tells(draft)) continue;
    become(draft, ['model'], 'names software');
    draft.describes = true;
    draft.notMaker = false;
  }
  if (feeds(drafts, 'vendor') || feeds(drafts, 'partNumber')) return;
  for (const draft of drafts) {
    if (!headers.isPublisher(draft.header)) continue;
    become(draft, ['vendor'], 'publisher, and no other column names a vendor');
    draft.notMaker = false;
    draft.software = !feeds(drafts, 'mac');
  }
}

/**
 * `Program` and the like name software beside its publisher, or beside a version where they come first or behind the
 * computer: a radio has a program too, and a camera an application.
 */
function namesOfSoftware(drafts: readonly Draft[], headers: HeaderWords): readonly Draft[] {
  const hasPublisher = drafts.some(({ header }) => headers.isPublisher(header));
  const hasVersion = drafts.some(({ header }) => headers.softwareIn(header) === 'version');
  const comesFirst = (at: number): boolean => drafts.slice(0, at).every(({ fields }) => fields[0] === 'hostname');
  return drafts.filter(({ header }, at) => {
    const kind = headers.softwareIn(header);
    return kind === 'software' || (kind === 'besideVersion' && (hasPublisher || (hasVersion && comesFirst(at))));
  });
}
