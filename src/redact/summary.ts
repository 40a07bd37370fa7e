/** How many secrets a rule took out of a file. `rule` is the kind that stands in the marks; never a value. */
export type RedactionRow = { file: string; rule: string; count: number };

/** Keeps count by file of what a redactor takes out. */
export type RedactionTally = {
  /** What was taken out since the counts were `before` came to stand in `file`. */
  since(before: Record<string, number>, file: string): void;
  /** Sorted by file, then by rule. */
  rows(): RedactionRow[];
};

export function createTally(redactor: { counts(): Record<string, number> }): RedactionTally {
  const files = new Map<string, Map<string, number>>();

  return {
    since(before, file) {
      for (const [rule, count] of Object.entries(redactor.counts())) {
        const added = count - (before[rule] ?? 0);
        if (added === 0) continue;
        const rules = files.get(file) ?? new Map<string, number>();
        rules.set(rule, (rules.get(rule) ?? 0) + added);
        files.set(file, rules);
      }
    },
    rows: () =>
      [...files]
        .flatMap(([file, rules]) => [...rules].map(([rule, count]) => ({ file, rule, count })))
        .sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
