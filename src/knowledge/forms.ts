import { fold, hasLetterOrDigit } from '../core/text.ts';
import { parseMask, Refusal } from '../core/mask/mask.ts';
import { asId, formed, scalar, text } from '../yaml/shape.ts';

/** `huawei`, or `huawei/hisilicon` for one affiliate. */
export const vendorRef = text({
  what: 'a vendor id',
  max: 160,
  parse: (raw) => {
    const parts = raw.split('/');
    return parts.length > 2
      ? { wrong: `"${raw}" is not a vendor id`, hint: 'expected vendor or vendor/affiliate' }
      : asId(raw, parts);
  },
});

/** A name that something is left of when it is normalised for comparison. */
export const nameText = text({
  what: 'a name',
  max: 200,
  wrong: (raw) =>
    hasLetterOrDigit(fold(raw)) ? null : `the name "${raw}" holds no letter or digit, so it can never match`,
});

/** 24, 28 or 36 bits of a MAC address with any separators; kept as lower-case hex digits. */
export const macPrefix = text({
  what: 'a MAC prefix',
  max: 40,
  parse: (raw) => {
    const digits = raw.replace(/[\s:.\-]/g, '').toLowerCase();
    return /^[0-9a-f]+$/.test(digits) && [6, 7, 9].includes(digits.length)
      ? { value: digits }
      : { wrong: `"${raw}" is not a MAC prefix`, hint: 'expected 6, 7 or 9 hex digits, such as 00:1A:2B' };
  },
});

/** Below 1.3.6.1.4.1, which may be written or not. */
export const enterpriseNumber = formed(
  'an enterprise number',
  /^(?:\.?1\.3\.6\.1\.4\.1\.)?\d{1,10}(?:\.\d{1,10}){0,20}$/,
  'expected digits and dots below 1.3.6.1.4.1, such as 2011 or 25506.1',
  (raw) => raw.replace(/^\.?1\.3\.6\.1\.4\.1\./, ''),
);

export const country = formed('a country', /^[A-Z]{2}$/, 'expected an ISO 3166 code of two capitals, such as US');

export const jurisdiction = formed(
  'a jurisdiction',
  /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/,
  'expected a code such as US, EU or US-TX',
);

export const url = formed('a web address', /^https?:\/\/\S+$/, 'expected https://…');

/** A number of days written `14d`; kept as the number. */
export const pace = scalar('a number of days', { type: 'string', pattern: '^[1-9]\\d{0,3}d$' }, (raw) =>
  /^[1-9]\d{0,3}d$/.test(raw)
    ? { value: Number(raw.slice(0, -1)) }
    : { wrong: `"${raw}" is not a number of days`, hint: 'expected days such as 14d' },
);

function maskText(isOfKnown: boolean) {
  return text({
    what: 'a mask',
    max: 500,
    parse: (raw) => {
      const mask = parseMask(raw, isOfKnown);
      if (!(mask instanceof Refusal)) return { value: raw };
      const where = mask.at === 0 ? '' : `, character ${mask.at + 1}`;
      const shown = raw.length > 60 ? `${raw.slice(0, 59)}…` : raw;
      return { wrong: `the mask "${shown}"${where}: ${mask.message}`, hint: mask.hint };
    },
  });
}

/** A mask that tells a maker. */
export const mask = maskText(false);

/** A mask that is tried once the maker is known. */
export const maskOfKnown = maskText(true);
