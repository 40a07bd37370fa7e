/** A path with `/` between names as a relative URI reference: no name in it can become a scheme, a query or a fragment. */
export function uriReference(path: string): string {
  const names = path.replace(/\p{Surrogate}/gu, '\ufffd').split('/');
  return names.map((name) => encodeURIComponent(name)).join('/');
}
