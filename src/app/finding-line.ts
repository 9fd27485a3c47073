import { jsonText } from '../report/escape.ts';
import type { FindingLine, Judgement } from './whole-result.ts';
import { missingIn } from './whole-result.ts';

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const HEAD = new RegExp(
  String.raw`^\{"type":"finding","id":"[\da-f]{16}","assetId":"([\da-f]{16})","source":(${STRING}),"row":(\d{1,15}),` +
    String.raw`"line":(?:null|\d+),"cell":(?:null|${STRING}),`,
);
const SITE = new RegExp(`[{,]"site":(${STRING})`, 'g');
const EVIDENCE = ',"evidence":[';
const ASSET = ',"asset":{';
const QUANTITY = ',"quantity":';
/** What netvet writes is printable ASCII; what is not is not copied. */
const UNPRINTABLE = /[^\x20-\x7e]/;
/** Judgements that are kept: most results have a few dozen. */
const MOST = 10_000;

/** Reads lines of findings without parsing what need not be known to count them. */
export class FindingLines {
  readonly #judgements = new Map<string, Judgement | null>();
  readonly #sources = new Map<string, string>();

  /** Null: the line has to be parsed. Quotes in texts are escaped, so a key that is found is one. */
  read(text: string): FindingLine | null {
    const head = HEAD.exec(text);
    if (head === null || UNPRINTABLE.test(text)) return null;
    const [{ length }, assetId = '', source = '', row = ''] = head;
    const evidence = text.indexOf(EVIDENCE, length);
    const asset = text.indexOf(ASSET, evidence);
    const quantity = text.lastIndexOf(QUANTITY);
    const count = /^\d{1,15}(?=\}$)/.exec(text.slice(quantity + QUANTITY.length))?.[0];
    if (evidence < 0 || asset < 0 || quantity < asset || count === undefined) return null;
    const judgement = this.#judgement(text.slice(length, evidence));
    if (judgement === null) return null;
    SITE.lastIndex = asset;
    const site = SITE.exec(text)?.[1];
    return {
      type: 'line',
      text,
      source: this.#source(source),
      row: Number(row),
      assetId,
      judgement,
      site: site === undefined ? undefined : (JSON.parse(site) as string),
      quantity: Number(count),
    };
  }

  #source(json: string): string {
    let source = this.#sources.get(json);
    if (source === undefined) this.#sources.set(json, (source = JSON.parse(json) as string));
    return source;
  }

  #judgement(text: string): Judgement | null {
    let found = this.#judgements.get(text);
    if (found === undefined) {
      if (this.#judgements.size === MOST) this.#judgements.clear();
      this.#judgements.set(text, (found = parsed(text)));
    }
    return found;
  }
}

/** Null for what netvet would write otherwise. */
function parsed(text: string): Judgement | null {
  try {
    const judgement = JSON.parse(`{${text}}`) as Judgement;
    const rest = { id: '', assetId: '', source: '', row: 1, evidence: [], asset: {}, quantity: 1 };
    if (missingIn({ type: 'finding', ...rest, ...judgement }) !== null) return null;
    const { vendor, category, confidence, status, new: isNew, fails, designations } = judgement;
    const same = { vendor, category, confidence, status, new: isNew, fails, designations };
    return jsonText(same) === `{${text}}` ? judgement : null;
  } catch {
    return null;
  }
}
