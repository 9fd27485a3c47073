import type { SecretTable } from './tables.ts';

const MAY = /[:=：]/;
/** Addresses, days and times: colons, and no words. */
const FIGURES = /^[\dA-Fa-f:./\s-]*$/;
/** `rtsp://admin:12345@10.0.0.1`: the password may itself hold an @. */
const IN_ADDRESS = /(:\/\/[^\s/:@]*:)[^\s/]*@/g;
/** `10.0.0.1 [public] Cisco IOS`: onesixtyone prints the community that was answered. */
const COMMUNITY_TRIED = /^(\d{1,3}(?:\.\d{1,3}){3} \[)[^\]]*\]/;
/** The value behind `=` or `:`, where what follows is about something else. */
const VALUE = /^(\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;|&]+)/;

/** Takes secrets out of texts, by the words that announce them. */
export class SecretTexts {
  readonly #table: SecretTable;
  #announced: RegExp | null = null;
  #commands: RegExp | null = null;

  constructor(table: SecretTable) {
    this.#table = table;
  }

  /** A text without the passwords in it: those of web addresses, and what stands behind a word that announces one. */
  without(text: string): string {
    if (!MAY.test(text) || FIGURES.test(text)) return text;
    return text.replace(IN_ADDRESS, '$1***@').replace(this.#announcedExpression(), '$1$2***');
  }

  /** Whether a line of a configuration or a log tells a secret or may. */
  tells(line: string): boolean {
    return this.#commandExpression().test(line);
  }

  /**
   * A line without its secrets: the value of `password=***, vendor=...`, otherwise all that follows the first word that
   * announces one: `snmp-server community ***`.
   */
  guard(line: string): string {
    const tells = this.#commandExpression();
    let shown = '';
    let rest = line;
    for (let found = tells.exec(rest); found !== null; found = tells.exec(rest)) {
      const end = found.index + found[0].length;
      const value = VALUE.exec(rest.slice(end));
      shown += rest.slice(0, end);
      if (value === null) return `${shown} ***`;
      shown += `${value[1] ?? ''}***`;
      rest = rest.slice(end + value[0].length);
    }
    return shown + (shown === '' ? rest.replace(COMMUNITY_TRIED, '$1***]') : rest);
  }

  /** `password: 12345`, `usr=admin&pwd=12345`: only a colon or an equals sign announces, `pass through` does not. */
  #announcedExpression(): RegExp {
    return (this.#announced ??= new RegExp(`(${this.#table.announced})(\\s*[:=：]\\s*)(?!\\*\\*\\*)[^\\s,;&]+`, 'giu'));
  }

  #commandExpression(): RegExp {
    return (this.#commands ??= new RegExp(`\\b(?:${this.#table.commands})\\b`, 'i'));
  }
}
