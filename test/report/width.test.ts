import { describe, expect, test } from '@jest/globals';
import { displayWidth, fit, fitPlace, head, pad, wrap } from '../../src/report/width.ts';

describe('displayWidth', () => {
  test.each([
    ['', 0],
    ['plain', 5],
    ['Zürich', 6],
    ['e\u0301', 1],
    ['海康威视', 8],
    ['한국', 4],
    ['ＡＢ', 4],
    ['📷', 2],
    ['👩‍🔧', 2],
    ['⚠️', 2],
    ['a海b', 4],
    ['…', 1],
    ['ﾊﾊ', 2],
  ])('%j', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutting', () => {
  test.each([
    ['fits', 4, 'fits'],
    ['too long', 5, 'too …'],
    ['海康威视', 5, '海康…'],
    ['海康威视', 4, '海…'],
  ])('fit(%j, %i)', (text, width, cut) => {
    expect(fit(text, width, '…')).toBe(cut);
  });

  test('fitPlace keeps the end of a path, and the beginning of its file', () => {
    expect(fitPlace('sites/london/a.csv:13', 10, '…')).toBe('…/a.csv:13');
    expect(fitPlace('sites/london/switches.csv:13', 10, '…')).toBe('swi…csv:13');
    expect(fitPlace('short', 10, '…')).toBe('short');
  });

  test('head never splits a grapheme', () => {
    expect(head('👩‍🔧x', 1)).toBe('');
    expect(head('e\u0301x', 1)).toBe('e\u0301');
  });
});

test('padding counts columns, not characters', () => {
  expect(pad('海', 4)).toBe('海  ');
  expect(pad('long', 2)).toBe('long');
});

describe('wrap', () => {
  test.each([
    ['', 10, ['']],
    ['one two three', 8, ['one two', 'three']],
    ['a-word-longer-than-that', 10, ['a-word-lon', 'ger-than-t', 'hat']],
    ['海康威视 数字', 6, ['海康威', '视', '数字']],
  ])('%j at %i', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  test('no line is wider than asked', () => {
    const text = 'the 海康威视 camera 📷📷📷📷📷📷📷📷 of a-very-long-hostname.example.org';
    for (let width = 2; width < 40; width += 1) {
      expect(Math.max(...wrap(text, width).map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });
});
