const RFC1123Z = /^[A-Z][a-z]{2}, (\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4})/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})/;
/** As Go prints a time: `2025-01-15 10:30:00 +0000 UTC`. */
const GO = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d{1,9})? ([+-]\d{2})(\d{2})/;

/** A time as descriptions print it (`Tue, 12 Aug 2025 05:45:20 +0200`), as RFC 3339 in UTC; undefined for anything else. */
export function timeOf(text: string | undefined): string | undefined {
  const printed = text ?? '';
  const go = GO.exec(printed);
  const full = go ? `${go[1]}T${go[2]}${go[3]}:${go[4]}` : (RFC1123Z.exec(printed)?.[1] ?? ISO.exec(printed)?.[0]);
  if (!full) return undefined;
  const moment = new Date(full);
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}Z`;
}
