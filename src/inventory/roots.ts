/** The outermost element or key of a system security plan of OSCAL. */
export const PLAN = 'system-security-plan';

/** The version that every document of OSCAL states, and the namespace of its XML (NIST OSCAL 1.0 and later). */
const OSCAL = /\boscal-version["':>]|["']http:\/\/csrc\.nist\.gov\/ns\/oscal\/1\.0["']/;
/** The first key, behind what may stand before it. */
const KEYS = {
  json: /^\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"([\w-]+)"\s*:/,
  yaml: /^(?:(?:#|---|%).*\n|[ \t\r]*\n)*["']?([\w-]+)["']?:[ \t\r]*(?:#.*)?\n/,
} as const;

/** What may stand before the outermost element, by how it begins and ends. */
const BEFORE = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const;
/** A document type, which has the name of the outermost element, or a tag. */
const ELEMENT = /<(?:!doctype\s+(?:[\w.-]+:)?([a-z_][\w.-]*)|(?:[\w.-]+:)?([a-z_][\w.-]*)(?:[\s/][^<>]*)?(?:>|$))/iy;

/** The name of the outermost element of a document of tags, without its prefix, by its beginning; null for others. */
export function rootElement(head: string): string | null {
  for (let at = 0; ;) {
    while (/\s/.test(head[at] ?? '')) at += 1;
    const [, end] = BEFORE.find(([begin]) => head.startsWith(begin, at)) ?? [];
    if (end === undefined) {
      ELEMENT.lastIndex = at;
      const [, type, tag] = ELEMENT.exec(head) ?? [];
      return type ?? tag ?? null;
    }
    const close = head.indexOf(end, at);
    if (close < 0) return null;
    at = close + end.length;
  }
}

/** Whether a document is a page of HTML, or a part of one. */
export function isPage(head: string): boolean {
  return ['html', 'head', 'body', 'meta', 'style', 'table'].includes(rootElement(head)?.toLowerCase() ?? '');
}

/** The outermost element or key of a document of OSCAL, by its beginning; null for any other document. */
export function oscalRoot(head: string): { readonly form: 'xml' | 'json' | 'yaml'; readonly name: string } | null {
  const names = { xml: rootElement(head), json: KEYS.json.exec(head)?.[1], yaml: KEYS.yaml.exec(head)?.[1] };
  for (const form of ['xml', 'json', 'yaml'] as const) {
    const name = names[form] ?? null;
    if (name !== null && (name === PLAN || OSCAL.test(head))) return { form, name };
  }
  return null;
}
