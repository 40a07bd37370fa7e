import type { Finding } from '../../report-format/report.ts';
import { groupBy } from '../snapshot/group-by.ts';

/** The findings under each of their keys, in their order. */
export function findingsBy(
  findings: readonly Finding[],
  keysOf: (finding: Finding) => string[],
): Map<string, Finding[]> {
  const keyed = findings.flatMap((finding) => keysOf(finding).map((key) => ({ key, finding })));
  const groups = groupBy(keyed, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ finding }) => finding)]));
}
