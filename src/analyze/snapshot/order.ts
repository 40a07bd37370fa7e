import type { ObjectRef } from '../../report-format/report.ts';

/** Order by code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Only what names an object, for the report. */
export function refOf({ kind, namespace, name }: ObjectRef): ObjectRef {
  return { kind, ...(namespace ? { namespace } : {}), name };
}
