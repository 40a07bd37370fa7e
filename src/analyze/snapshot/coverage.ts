import type { Facts } from './facts.ts';
import { groupBy } from './group-by.ts';
import { indexKindOf } from './object-index.ts';
import type { Coverage } from './snapshot.ts';

/** What was collected, so that "does not exist" is claimed only where everything of that kind was listed. */
export function createCoverage(facts: Pick<Facts, 'lists' | 'gaps' | 'unread' | 'metadata'>): Coverage {
  const complete = groupBy(
    facts.lists.filter((list) => list.complete),
    indexKindOf,
  );
  const listOf = (kind: string, namespace?: string) =>
    complete.get(kind)?.find((list) => !list.namespace || list.namespace === namespace);

  return {
    lists: facts.lists,
    gaps: facts.gaps,
    unread: facts.unread,
    redactionMarkers: facts.metadata.redactionMarkers ?? 0,
    complete: (kind, namespace) => listOf(kind, namespace) !== undefined,
    listFile: (kind, namespace) => listOf(kind, namespace)?.file,
  };
}
