import { remembering } from '../core/cache.ts';
import { hasLetterOrDigit, lazily } from '../core/text.ts';
import type { WordTables } from './tables.ts';

/** A secret stands behind a blank or a sign, or in a text beyond ASCII. Addresses, days and times have no words. */
const NO_SECRET = /^(?:[^\s:=>/$\x80-\uffff]*|[\dA-Fa-f:./\s-]*)$/;
/** `rtsp://admin:12345@10.0.0.1`: the password may itself hold an @. */
const IN_ADDRESS = /(:\/\/[^\s/:@]*:)[^\s/]*@/g;
/** `10.0.0.1 [public] Cisco IOS`: onesixtyone prints the community that was answered, and by whom. */
const COMMUNITY_TRIED = /^(\d{1,3}(?:\.\d{1,3}){3} \[)(?!(?:[\dA-Fa-f]{1,4}[:.-]){2})[^\]]*\](?=\s*\S)/;
/** Commands of a shell, and the options that give them a secret: a community, a user with a password. */
const SHELL = /\b(snmp\w+|curl|wget|sshpass|ipmitool|mysql\w*|ssh|scp|sftp)\s[^|;\r\n]*/g;
const OPTIONS: readonly (readonly [command: RegExp, option: RegExp])[] = [
  [/^snmp/, /(\s-[cAX]\s*)[^\s*][^\s]*/g],
  [/^(?:curl|wget)$/, /(\s(?:-u|--user)[\s=]*[^\s:]+:)[^\s]+/g],
  [/^sshpass$/, /(\s-p\s*)[^\s]+/g],
  [/^ipmitool$/, /(\s-P\s*)[^\s]+/g],
  [/^mysql/, /(\s-p)[^\s]+/g],
  [/^(?:ssh|scp|sftp)$/, /(\s[^\s:@]+:)[^\s@]+(?=@)/g],
];
/** A password as crypt writes its hash: `$1$salt$hash`, `$2b$12$...`. */
const CRYPT = /(\$(?:\d[a-z]?|sha\d|apr1|argon2\w*|y)\$)[^\s"',;]+/g;
/** A variable of an environment, its sign and its value. */
const ENVIRONMENT = /(?<![\w.])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s"',;]+)/g;
const COUNT = /^\d{1,6}$/;
/** Options that hold a secret in any program: `--password X`, `--api-key=X`, and `-p X` where X is not a word. */
const LONG_OPTION = /(?<!\S)(--?([a-z][a-z-]*)[\s=]+)("[^"]*"|'[^']*'|[^\s"',;-][^\s"',;]*)/gi;
const SHORT_OPTION = /(?<!\S)(-p\s+)(?=[^\s/]*[A-Za-z])(?!\w:\d)([^\s"',;/]+)/g;
/** The person in a mail address; its domain, which says whose it is, stays. */
const MAILBOX = lazily(
  () => /[^\s@<>"'(),;:/\\*]{1,64}@(?=[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.\p{L}{2,}(?![\p{L}\p{N}]))/gu,
);
/** What stands behind a word that announces a secret: a closing quote, a colon, an equals sign or the end of a tag. */
const SIGN = /^["']?(?:\s*(?:[:=：]|=>)\s*|>)/;
const QUOTED = /^(?:"[^"]*"|'[^']*')/;
const VALUE = /^[^\s,;&|<"']+/;
/** A word as people write it, of any script: no figure or sign in it, capitals at its beginning or throughout. */
const PLAIN = lazily(() => /^(?:\p{Lu}?[\p{Ll}\p{Lo}\p{M}'’-]*|\p{Lu}+)[.)\]]*$/u);
/** Letters of both cases and figures, or signs that no model has. */
const LIKE_NO_WORD = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[^-/]*$|[!$%^*?#@]/;
const HIDDEN = '***';
const LONGEST_CACHED = 80;

/** Takes secrets out of texts, by the words that announce them: the one filter for all that is looked at or shown. */
export class SecretTexts {
  readonly #table: WordTables['secrets'];
  /** Cached: sites, makers and models are the same in row after row. */
  readonly #cached = remembering((text) => this.#without(text));
  readonly #patterns = lazily(() => {
    const { announced, announcedSurely, announcedWeakly, inCommands, whole, ...table } = this.#table;
    const kinds = `(?<whole>${whole})|(?<surely>${announcedSurely})|${announced}|(?<weakly>${announcedWeakly})`;
    const between = `(?:${table.between})(?![\\p{L}\\p{N}=:])`;
    const behind = '(?:\\s*[:=]\\s*|\\s+))(?=\\S*\\d)(?=\\S*[a-z])[a-z0-9+/=$.]{16,}';
    return {
      announced: new RegExp(`${kinds}|(?<inCommands>${inCommands})`, 'gi'),
      command: new RegExp(`(?<![\\p{L}\\p{N}])(?:${table.commands})(?![\\p{L}\\p{N}])`, 'iu'),
      /** Blanks, words and figures that may stand between the announcing word and the secret. */
      between: new RegExp(`^\\s*(?:(?:${between}|\\d{1,2}(?=\\s))\\s+){0,4}`, 'iu'),
      account: new RegExp(`(?<![\\w./@-])((?:${table.accounts})(\\s?)[/:]\\s?)([^\\s"',;/]+)(?!\\S{0,200}/)`, 'gi'),
      /** Before a password: `admin/X`, `admin X` where X is no word. */
      accountBefore: new RegExp(`^(?:${table.accounts})(?:\\s?[/:]\\s?|\\s+)(?=(\\S+))`, 'i'),
      hash: new RegExp(`(?<!\\w)((?:${table.hashes})${behind}`, 'gi'),
      option: new RegExp(`(?:^|_)(?:${announced}|${announcedSurely}|key)(?:_|$)`, 'i'),
    };
  });

  constructor(table: WordTables['secrets']) {
    this.#table = table;
  }

  /** The text with `***` in the place of each secret; a text without secrets is the same string. */
  without(text: string): string {
    if (NO_SECRET.test(text)) return text;
    return text.length > LONGEST_CACHED ? this.#without(text) : this.#cached(text);
  }

  /** The text without the people in its mail addresses: for cells that are no vendor, model or asset. */
  withoutPeople(text: string): string {
    return text.includes('@') ? text.replace(MAILBOX(), `${HIDDEN}@`) : text;
  }

  #without(text: string): string {
    const plain = text.includes('://') ? text.replace(IN_ADDRESS, `$1${HIDDEN}@`) : text;
    const rest = this.#withoutAnnounced(plain).replace(COMMUNITY_TRIED, `$1${HIDDEN}]`);
    return this.#withoutUnannounced(withoutOptions(rest));
  }

  /** Hides passwords joined to an account, hashes, variables of an environment, options of programs. */
  #withoutUnannounced(text: string): string {
    let shown = text;
    if (/[/:]/.test(text))
      shown = shown.replace(this.#patterns().account, (all, before: string, _blank, value: string) =>
        value.startsWith(HIDDEN) || (PLAIN().test(value) && /[\sA-Z]/.test(before)) ? all : before + HIDDEN,
      );
    shown = shown.replace(this.#patterns().hash, `$1${HIDDEN}`);
    if (text.includes('$')) shown = shown.replace(CRYPT, `$1${HIDDEN}`);
    if (!text.includes('-') && !text.includes('_')) return shown;
    const isSecret = (name: string): boolean => this.#patterns().option.test(name.replaceAll('-', '_'));
    return shown
      .replace(ENVIRONMENT, (all, name: string, sign: string, value: string) =>
        isSecret(name) && !COUNT.test(value) ? name + sign + HIDDEN : all,
      )
      .replace(LONG_OPTION, (all, before: string, name: string) => (isSecret(name) ? before + HIDDEN : all))
      .replace(SHORT_OPTION, (all, before: string, value: string) => (PLAIN().test(value) ? all : before + HIDDEN));
  }

  #withoutAnnounced(text: string): string {
    const announced = this.#patterns().announced;
    announced.lastIndex = 0;
    let shown = '';
    let done = 0;
    for (let found = announced.exec(text); found !== null; found = announced.exec(text)) {
      const place = this.#secretBehind(text, found);
      announced.lastIndex = place?.[1] ?? found.index + found[0].length;
      if (place === null) continue;
      const [from, to] = place;
      shown += text.slice(done, from) + HIDDEN;
      done = to;
    }
    return done === 0 ? text : shown + text.slice(done);
  }

  /** The place of the secret that the word `found` announces; null when what follows is none. */
  #secretBehind(text: string, found: RegExpExecArray): readonly [from: number, to: number] | null {
    let at = found.index + found[0].length;
    const sign = SIGN.exec(text.slice(at, at + MOST_BETWEEN));
    // Without a sign only a whole word announces, before a blank: surpass 12 is none.
    const before = text.slice(Math.max(0, found.index - 1), found.index);
    const isWhole = !hasLetterOrDigit(before) && !LETTER_OF_SPACED().test(text.slice(at, at + 1));
    if (sign === null && !(isWhole && BLANK_OR_UNSPACED.test(text.slice(at - 1, at + 1)))) return null;
    at += sign?.[0].length ?? 0;
    const groups = found.groups ?? {};
    if (groups['whole'] !== undefined) return restOfLine(text, at);
    const inCommand = this.#isInCommand(text, found.index);
    if (groups['inCommands'] !== undefined && !inCommand) return null;
    at += this.#patterns().between.exec(text.slice(at, at + MOST_BETWEEN))?.[0].length ?? 0;
    const [account = '', next = ''] = this.#patterns().accountBefore.exec(text.slice(at, at + MOST_BETWEEN)) ?? [];
    if (/[/:]/.test(account) || !PLAIN().test(next)) at += account.length;
    const rest = text.slice(at, at + MOST_VALUE);
    const quoted = QUOTED.exec(rest);
    if (quoted !== null) return [at + 1, at + quoted[0].length - 1];
    const value = VALUE.exec(rest)?.[0] ?? '';
    if (value === '' || value.startsWith(HIDDEN)) return null;
    // authentication md5 key-string X: the next word announces it better.
    if (groups['inCommands'] !== undefined && value.search(this.#patterns().announced) !== -1) return null;
    const isSecret =
      inCommand ||
      groups['surely'] !== undefined ||
      (groups['weakly'] === undefined ? sign !== null || !PLAIN().test(value) : LIKE_NO_WORD.test(value));
    return isSecret ? [at, at + value.length] : null;
  }

  /** Whether a word of a command stands before a place, in the same line. */
  #isInCommand(text: string, at: number): boolean {
    const before = text.slice(Math.max(0, at - MOST_BETWEEN), at);
    return this.#patterns().command.test(before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf(';')) + 1));
  }
}

function withoutOptions(text: string): string {
  return text.replace(SHELL, (command: string, name: string) => {
    const pattern = OPTIONS.find(([programs]) => programs.test(name))?.[1];
    return pattern === undefined ? command : command.replace(pattern, `$1${HIDDEN}`);
  });
}

/** Characters read around a word, and of a value: a bound for hostile texts, enough for a line of a configuration. */
const MOST_BETWEEN = 200;
const MOST_VALUE = 1_000;
/** The end of a word: a blank, or any letter of a script that writes none. */
const BLANK_OR_UNSPACED = /\s$|^[\u3040-\ud7af]/;
/** A letter that would continue the word; in scripts without blanks words end anywhere. */
const LETTER_OF_SPACED = lazily(() => /(?![\u3040-\ud7af])[\p{L}\p{N}]/u);

function restOfLine(text: string, at: number): readonly [from: number, to: number] | null {
  const [all = '', rest = ''] = /^[^\S\r\n]*([^\r\n]*)/.exec(text.slice(at)) ?? [];
  const to = at + all.length;
  return rest === '' || rest === HIDDEN ? null : [to - rest.length, to];
}
