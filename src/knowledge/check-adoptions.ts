import { suggest } from '../core/distance.ts';
import type { Reading } from '../yaml/read.ts';
import type { BanList, ListEntry } from './ban-list.ts';
import type { RawEntry, RawList } from './list-shape.ts';
import { entryIdOf } from './to-list.ts';

/** Each list adopts lists that exist, name somebody and adopt none themselves, each once, and entries they have. */
export function checkAdoptions(
  lists: readonly RawList[],
  others: readonly (RawList | BanList)[],
  reading: Reading,
): void {
  for (const { id, adopts } of lists) {
    adopts.forEach((adoption, index) => {
      const { list, asOf, only } = adoption;
      const place = reading.at(adoption, 'list');
      const adopted = others.find((other) => other.id === list);
      if (list === id) reading.complain(place, 'a list cannot adopt itself');
      else if (adopted === undefined) {
        const ids = others.map((other) => other.id);
        reading.complain(place, `unknown list ${list}`, suggest(list, ids));
      } else if (adopted.adopts.length > 0) {
        reading.complain(place, `${list} adopts other lists itself`, 'adopt those lists');
      } else if (!adopted.entries.some(({ announced }) => asOf === null || announced === null || announced <= asOf)) {
        reading.complain(
          place,
          `${list} named nobody${asOf === null ? '' : ` on ${asOf}`}`,
          'nothing could be found by it',
        );
      } else if (adopts.findIndex((other) => other.list === list) < index) {
        reading.complain(place, `a second adoption of ${list}`, 'write it once');
      }
      const ids = only.length === 0 ? [] : adopted === undefined ? only : adopted.entries.map(idOf);
      only.forEach((entry, at) => {
        if (!ids.includes(entry))
          reading.complain(reading.at(only, at), `${list} has no entry ${entry}`, suggest(entry, ids));
      });
    });
  }
}

/** Of an entry as it is written, or made. */
function idOf(entry: RawEntry | ListEntry): string {
  return 'adoptedFrom' in entry ? entry.id : entryIdOf(entry);
}
