import { describe, expect, test } from '@jest/globals';
import { fold, decodedOnce, isDamaged } from '../../src/core/text.ts';

const windows1252 = new TextDecoder('windows-1252');

/** A text as a program that takes UTF-8 for windows-1252 or Latin-1 saves it. */
const twice = {
  // Node 20 reads windows-1252 at once as Latin-1.
  windows: (text: string) => windows1252.decode(Buffer.from(text), { stream: true }),
  latin1: (text: string) => Buffer.from(text).toString('latin1'),
};

describe('text that was decoded twice', () => {
  test.each(['华为', '杭州海康威视', 'Хуавэй', 'Köln', 'Działki', 'Αθήνα', 'Überwachung für 监控 𠮷'])('%s', (text) => {
    for (const save of [twice.windows, twice.latin1]) {
      expect(save(text)).not.toBe(text);
      expect(decodedOnce(save(text))).toBe(text);
      expect(fold(save(text))).toBe(fold(text));
      expect(isDamaged(save(text))).toBe(false);
    }
  });

  test.each(['Société Générale', 'MÜLLER', '„Spaß“', '«CLOSÉ»', 'Łódź', '价格£', 'Ã', 'Größe–Maß', 'naïve'])(
    '%s stays what it is',
    (text) => {
      expect(decodedOnce(text)).toBe(text);
      expect(isDamaged(text)).toBe(false);
    },
  );

  test('what lost bytes is damaged', () => {
    const lossy = (text: string): string => twice.windows(text).replace(/[\x80-\x9f]/g, '');
    expect(['华为', 'Хуавэй', '厂商'].map((text) => isDamaged(lossy(text)))).toEqual([true, true, false]);
  });
});
