/** Words after which a line of a configuration or a log tells a secret. */
const TELLS =
  /\b(?:pass(?:word|wd|phrase|code)?|pwd|passwort|kennwort|contrase[nñ]a|senha|mot de passe|secret|communit(?:y|ies)|psk|pre-?shared-?key|(?:api|auth|priv|wpa|encryption|private|shared)[ _-]?key|(?:access|auth|bearer)[ _-]?token|credentials?|snmp-agent community|cipher|enable \d|pin|username|local-user|snmp-server (?:user|contact|host))\b/i;
/** `10.0.0.1 [public] Cisco IOS`: onesixtyone prints the community that was answered. */
const COMMUNITY_TRIED = /^(\d{1,3}(?:\.\d{1,3}){3} \[)[^\]]*\]/;

/** Whether a text tells a secret or may. */
export function isGuarded(text: string): boolean {
  return TELLS.test(text);
}

/** The value behind `=` or `:`, where what follows is about something else. */
const VALUE = /^(\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;|&]+)/;

/**
 * A line without its secrets: the value of `password=***, vendor=...`, otherwise all that follows the first word that
 * announces one: `snmp-server community ***`.
 */
export function guard(line: string): string {
  let shown = '';
  let rest = line;
  for (let found = TELLS.exec(rest); found !== null; found = TELLS.exec(rest)) {
    const end = found.index + found[0].length;
    const value = VALUE.exec(rest.slice(end));
    shown += rest.slice(0, end);
    if (value === null) return `${shown} ***`;
    shown += `${value[1] ?? ''}***`;
    rest = rest.slice(end + value[0].length);
  }
  return shown + (shown === '' ? rest.replace(COMMUNITY_TRIED, '$1***]') : rest);
}
