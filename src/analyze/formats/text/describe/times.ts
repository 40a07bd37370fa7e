const RFC1123Z = /^[A-Z][a-z]{2}, (\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4})/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})/;

/** A time as descriptions print it (`Tue, 12 Aug 2025 05:45:20 +0200`), as RFC 3339 in UTC; undefined for anything else. */
export function timeOf(text: string | undefined): string | undefined {
  const match = RFC1123Z.exec(text ?? '')?.[1] ?? ISO.exec(text ?? '')?.[0];
  if (!match) return undefined;
  const moment = new Date(match);
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}Z`;
}
