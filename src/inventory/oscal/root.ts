/** The outermost element or key of a system security plan. */
export const PLAN = 'system-security-plan';
/** The version that every document of OSCAL states, and the namespace of its XML (NIST OSCAL 1.0 and later). */
const MARK = /\boscal-version["':>]|["']http:\/\/csrc\.nist\.gov\/ns\/oscal\/1\.0["']/;
/** The name of the outermost element or key, behind what may stand before it. */
const ROOTS = {
  xml: /^\s*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?([\w-]+)[\s/>]/,
  json: /^\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"([\w-]+)"\s*:/,
  yaml: /^(?:\s*(?:#.*|---.*|%.*)?\n)*["']?([\w-]+)["']?:\s*(?:#.*)?\n/,
} as const;

interface Root {
  readonly form: keyof typeof ROOTS;
  readonly name: string;
}

/** The outermost element or key of a document of OSCAL, by its beginning; null for any other document. */
export function oscalRoot(head: string): Root | null {
  for (const form of ['xml', 'json', 'yaml'] as const) {
    const name = ROOTS[form].exec(head)?.[1];
    if (name !== undefined && (name === PLAN || MARK.test(head))) return { form, name };
  }
  return null;
}
