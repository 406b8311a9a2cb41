/** The app's own address. A secure, standard scheme: the page has an origin, and file:// is never used. */
export const APP_SCHEME = 'hindcast';
export const APP_ORIGIN = 'hindcast://app';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Whether an address belongs to the app. Works on addresses, because `URL.origin` is "null" for own schemes in Node. */
export function isAppUrl(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${APP_SCHEME}:` && url.host === 'app' && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
