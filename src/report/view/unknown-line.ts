import type { Report } from '../../report-format/report.ts';
import { counted, oneLine, readable, shorten } from '../readable.ts';
import { objectName } from './object-name.ts';
import type { Clock } from './time.ts';
import { ageAt } from './time.ts';

const MAX_TEXT = 600;

/** A line that looks like trouble and that no rule knows. */
export function unknownLine(line: Report['unknownLines'][number], clock: Clock) {
  const { text, file, count, subject, lastSeen, beforeCrash } = line;
  return {
    text: readable(shorten(text, MAX_TEXT)),
    where: oneLine(`${file}:${line.line}`),
    seen: counted(count, 'time'),
    age: ageAt(lastSeen, clock.capturedAt),
    object: subject && objectName(subject),
    beforeCrash,
  };
}
