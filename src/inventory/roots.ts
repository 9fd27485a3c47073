/** The outermost element or key of a system security plan of OSCAL. */
export const PLAN = 'system-security-plan';

/** The version that every document of OSCAL states, and the namespace of its XML (NIST OSCAL 1.0 and later). */
const OSCAL = /\boscal-version["':>]|["']http:\/\/csrc\.nist\.gov\/ns\/oscal\/1\.0["']/;
/** The first key of a document, after a comment or a schema. */
const FIRST_KEY = {
  json: /^\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"([\w-]+)"\s*:/,
  yaml: /^(?:(?:#|---|%).*\n|[ \t\r]*\n)*["']?([\w-]+)["']?:[ \t\r]*(?:#.*)?\n/,
} as const;

/** What may stand before the outermost element: blanks, instructions, comments. */
const PROLOG = /^(?:\s+|<(?=\?).*?\?>|<!(?=--).*?-->)*/s;
/** A document type declaration, which names the outermost element, or a tag. */
const ROOT_TAG = /<(?:!doctype\s+(?:[\w.-]+:)?([a-z_][\w.-]*)|(?:[\w.-]+:)?([a-z_][\w.-]*)(?:[\s/][^<>]*)?(?:>|$))/iy;

/** The name of the outermost element of XML or HTML, without its prefix, by the document's beginning; else null. */
export function rootElement(head: string): string | null {
  ROOT_TAG.lastIndex = PROLOG.exec(head)?.[0].length ?? 0;
  const [, type, tag] = ROOT_TAG.exec(head) ?? [];
  return type ?? tag ?? null;
}

/** Whether a document is a page of HTML, or a part of one. */
export function isPage(head: string): boolean {
  return ['html', 'head', 'body', 'meta', 'style', 'table'].includes(rootElement(head)?.toLowerCase() ?? '');
}

/** The outermost element or key of an OSCAL document, by the document's beginning; null for any other document. */
export function oscalRoot(head: string): { readonly form: 'xml' | 'json' | 'yaml'; readonly name: string } | null {
  const names = { xml: rootElement(head), json: FIRST_KEY.json.exec(head)?.[1], yaml: FIRST_KEY.yaml.exec(head)?.[1] };
  for (const form of ['xml', 'json', 'yaml'] as const) {
    const name = names[form] ?? null;
    if (name !== null && (name === PLAN || OSCAL.test(head))) return { form, name };
  }
  return null;
}

/** A name in short (`snmpwalk -Os`) is recognised by the type of its value. */
const TYPE = String.raw`(?:Hex-)?STRING|OID|INTEGER|BITS|Opaque|Timeticks|IpAddress|(?:Counter|Gauge|UInteger)\d\d`;
const SHORT = String.raw`[a-z]\w*(?:\.\d+)*(?=\s+=\s(?:(?:${TYPE}):|No Such))`;
const IN_MIB = String.raw`[A-Za-z][\w-]*::[\w-]+(?:\.[^\s=]+)?`;
/** The source of an expression for the object of a line that `snmpwalk` and `snmpget` print. */
export const WALKED_OBJECT = String.raw`\.?\d+(?:\.\d+){3,}|\.?iso(?:\.[\w-]+)+|${IN_MIB}|${SHORT}`;
