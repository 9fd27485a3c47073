const MAY = /[:=：]/;
/** Addresses, days and times: colons, and no words. */
const FIGURES = /^[\dA-Fa-f:./\s-]*$/;
/** `rtsp://admin:12345@10.0.0.1`: the password may itself hold an @. */
const IN_ADDRESS = /(:\/\/[^\s/:@]*:)[^\s/]*@/g;
/** `password: 12345`, `usr=admin&pwd=12345`: only a colon or an equals sign announces, `pass through` does not. */
const ANNOUNCED =
  /(pass(?:word|wd|phrase|code)?|pwd?|psk|secret|community|token|api[ _-]?key|passwort|kennwort|contrase[nñ]a|clave|senha|mot de passe|mdp|wachtwoord|has[lł]o|[sş]ifre|пароль|密码|密碼|口令|パスワード)(\s*[:=：]\s*)(?!\*\*\*)[^\s,;&]+/giu;

/** A text without the passwords in it: those of web addresses, and what stands behind a word that announces one. */
export function withoutSecrets(text: string): string {
  if (!MAY.test(text) || FIGURES.test(text)) return text;
  return text.replace(IN_ADDRESS, '$1***@').replace(ANNOUNCED, '$1$2***');
}
