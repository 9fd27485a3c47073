/** Words after which a line of a configuration or a log tells a secret. */
const TELLS =
  /\b(?:pass(?:word|wd|phrase|code)?|secret|communit(?:y|ies)|psk|pre-?shared-?key|(?:api|auth|priv|wpa|encryption|private|shared)[ _-]?key|(?:access|auth|bearer)[ _-]?token|credentials?|snmp-agent community|cipher|enable \d|pin)\b/i;

/** Whether a text tells a secret or may. */
export function isGuarded(text: string): boolean {
  return TELLS.test(text);
}

/** A line without what follows the first word that announces a secret: `snmp-server community ***`. */
export function guard(line: string): string {
  const found = TELLS.exec(line);
  return found === null ? line : `${line.slice(0, found.index + found[0].length)} ***`;
}
