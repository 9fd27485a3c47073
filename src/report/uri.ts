import { visible } from './escape.ts';

/**
 * The path of an input as a URI reference: relative paths stay relative to the checkout, as GitHub and GitLab want
 * them, absolute ones become `file:`; stdin is called so.
 */
export function fileUri(source: string): string {
  if (source === '-') return 'stdin';
  const path = checkoutPath(source).split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${path}`;
  return /^[A-Za-z]%3A\//.test(path) ? `file:///${path.replace('%3A', ':')}` : path;
}

/** The path of an input as GitHub and GitLab name files: a relative one begins with no `./`. */
export function checkoutPath(source: string): string {
  return visible(source).replace(/^(?:\.\/+)+(?=.)/, '');
}

/** An address of a list when it is one to click on: http or https, nothing else. */
export function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
