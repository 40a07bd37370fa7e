import type { Report } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import { capped, listed } from './capped.ts';

const MAX_PLACES = 12;

/** What lists the bundle holds, a kind a row: whether they are complete, and of which namespaces. */
export function collectedOf({ coverage }: Report, max: number) {
  const kinds = new Map<string, { whole: Set<string>; part: Set<string>; files: Set<string> }>();
  for (const { what, namespace, complete, files } of coverage.collected) {
    const kind = kinds.get(what) ?? { whole: new Set(), part: new Set(), files: new Set() };
    kind[complete ? 'whole' : 'part'].add(namespace ?? '');
    for (const file of files) kind.files.add(file);
    kinds.set(what, kind);
  }
  const rows = [...kinds].map(([what, { whole, part, files }]) => ({
    what: oneLine(what, 120),
    whole: placesOf(whole),
    part: placesOf(part),
    files: counted(files.size, 'file'),
  }));
  return capped(rows, max);
}

/** The whole cluster goes without a namespace. */
function placesOf(places: ReadonlySet<string>): string | undefined {
  if (places.size === 0) return undefined;
  if (places.has('')) return 'cluster';
  const { items, more } = capped([...places], MAX_PLACES);
  return listed({ items: items.map((place) => oneLine(place, 80)), more });
}
