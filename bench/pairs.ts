/** A comparison of two commands run in turn, A B A B: the median and the range of the ratios of each pair. */
export type Ratio = { median: number; low: number; high: number; pairs: number };

type Measure = () => Promise<number> | number;

/** Each measure gives its own cost, in any unit; what disturbs the machine disturbs both halves of a pair. */
export async function ratioOf(a: Measure, b: Measure, pairs: number): Promise<Ratio> {
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const [first, second] = [await a(), await b()];
    ratios.push(first / second);
  }
  ratios.sort((x, y) => x - y);
  return {
    median: ratios[Math.floor(ratios.length / 2)] ?? Number.NaN,
    low: ratios[0] ?? Number.NaN,
    high: ratios.at(-1) ?? Number.NaN,
    pairs,
  };
}

/** One line of a result: what was compared, the ratio, and the goal that it is held against. */
export function report(what: string, { median, low, high, pairs }: Ratio, goal: number): void {
  const verdict = median <= goal ? 'within' : 'OVER';
  console.log(
    `${what}: ${median.toFixed(2)}x (${low.toFixed(2)}-${high.toFixed(2)}, ${pairs} pairs), ${verdict} the goal of ${goal}x`,
  );
}

/** A line for a figure that is no ratio. */
export function reportFigure(what: string, figure: number, unit: string, goal: number): void {
  console.log(
    `${what}: ${figure.toFixed(0)} ${unit}, ${figure <= goal ? 'within' : 'OVER'} the goal of ${goal} ${unit}`,
  );
}
