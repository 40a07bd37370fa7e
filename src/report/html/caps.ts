/** How much of each part a page shows; what is beyond is counted. */
export const CAPS = {
  diagnoses: 25,
  /** Findings with the lines around their proof; further ones have a proof, and then a row alone. */
  detailed: 150,
  brief: 1000,
  findings: 2000,
  unknownLines: 200,
  /** Applications with waves and needs; further ones keep their answers. */
  applications: 40,
  applicationsBrief: 200,
  chained: 20,
  options: 200,
  gaps: 100,
  timeline: 300,
  collected: 150,
  outcomes: 1000,
};

export type Caps = typeof CAPS;

/** The same shares of every part, one item of each at least. */
export function scaled(caps: Caps, share: number): Caps {
  return Object.fromEntries(
    Object.entries(caps).map(([part, count]) => [part, Math.max(1, Math.floor(count * share))]),
  ) as Caps;
}
