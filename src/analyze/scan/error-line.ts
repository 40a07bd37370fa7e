import { isKlogHeader, isLevelWord, KLOG_START_LENGTH } from './levels.ts';
import type { Meaning } from './plan.ts';

/**
 * Whether a line is at error, fatal or panic level.
 * @param levelEnds of the literals of levels in it, in turn: their number, and where they end
 */
export function isErrorLine(line: Buffer, levelEnds: readonly number[], meanings: readonly Meaning[]): boolean {
  if (isKlogHeader(line, 0)) return true;
  for (let at = 0; at < levelEnds.length; at += 2) {
    const meaning = meanings[levelEnds[at] ?? 0];
    const end = levelEnds[at + 1] ?? 0;
    const isLevel =
      meaning?.special === 'klog'
        ? isKlogHeader(line, end - KLOG_START_LENGTH)
        : isLevelWord(line, end, meaning?.literal ?? '');
    if (isLevel) return true;
  }
  return false;
}
