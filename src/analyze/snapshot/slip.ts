/** Every letter costs: of longer names the rest must be the same. */
const MAX_LENGTH = 96;

/** Whether one name is another by a slip of the fingers: one in short names, two in longer ones; `_`, `-`, `.` and case count for nothing. */
export function isSlip(wanted: string, found: string): boolean {
  const [a, b] = [wanted, found].map((name) => name.toLowerCase().replace(/[-_.]/g, ''));
  if (a === undefined || b === undefined || a === '' || b === '') return false;
  const most = a.length < 8 ? 1 : 2;
  if (Math.abs(a.length - b.length) > most || a.slice(MAX_LENGTH) !== b.slice(MAX_LENGTH)) return false;
  return distance(a.slice(0, MAX_LENGTH), b.slice(0, MAX_LENGTH)) <= most;
}

/** Edit distance in which two letters that changed places count once, as the fingers do it: `fsat` for `fast`. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
