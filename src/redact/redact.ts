/** How a secret is written once it is taken out: `[redacted:<id> <kind>]`, where equal secrets share an id. */
export type Redactor = {
  /** The text with every secret replaced. Never throws; a text that cannot be judged is replaced as a whole. */
  text(text: string): string;
  /** A copy of an API object (or list) with Secret data, annotations of the last applied state, literal env values and ConfigMap values judged by name and by shape. */
  object<T>(object: T): T;
  /** How many secrets were taken out so far, by kind. */
  counts(): Record<string, number>;
};
