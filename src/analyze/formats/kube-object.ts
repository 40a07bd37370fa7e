/** Where a fact stands in the bundle: `line` is 1-based. */
export type Source = { file: string; line?: number };

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** How much of an object its source can tell: everything, what `kubectl describe` prints, or one row of a table. */
export type Fidelity = 'full' | 'describe' | 'table';

export type ObjectIdentity = { kind: string; namespace?: string; name: string; apiVersion?: string };

type ObjectInit = ObjectIdentity & {
  fidelity: Fidelity;
  source: Source;
  /** The object as the API would give it, or a function that parses it on every demand, and remembers what it will. */
  body: JsonObject | (() => JsonObject);
};

/**
 * An object as it was captured. Whatever its source, `body` has the shape of the API: a description or a table row
 * fills only the fields that it prints. Paths are dotted (`spec.template.spec`), `[n]` picks from a list, and keys that
 * hold dots are written in brackets with quotes (`metadata.labels["app.kubernetes.io/name"]`).
 */
export class KubeObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly fidelity: Fidelity;
  /** The first is the fullest; the others hold the same object again. */
  readonly sources: [Source, ...Source[]];
  #body: JsonObject | (() => JsonObject);
  #labels: Record<string, string> | undefined;

  constructor(init: ObjectInit) {
    this.kind = init.kind;
    this.apiVersion = init.apiVersion ?? '';
    this.namespace = init.namespace || undefined;
    this.name = init.name;
    this.fidelity = init.fidelity;
    this.sources = [init.source];
    this.#body = init.body;
  }

  /** The same object placed into a namespace that its own text did not tell. */
  inNamespace(namespace: string): KubeObject {
    return this.#copy({ namespace, body: this.#body });
  }

  /** The same object with another body, where several captures make it together. */
  withBody(body: JsonObject): KubeObject {
    return this.#copy({ body });
  }

  #copy(changes: Partial<ObjectInit> & Pick<ObjectInit, 'body'>): KubeObject {
    const { kind, apiVersion, name, namespace, fidelity, source } = this;
    const copy = new KubeObject({
      kind,
      apiVersion,
      name,
      fidelity,
      source,
      ...(namespace ? { namespace } : {}),
      ...changes,
    });
    copy.sources.push(...this.sources.slice(1));
    return copy;
  }

  /** Lets go of the body, which `parse` gives again on every demand. */
  parseOnDemand(parse: () => JsonObject): void {
    this.#body = parse;
  }

  get source(): Source {
    return this.sources[0];
  }

  get body(): JsonObject {
    return typeof this.#body === 'function' ? this.#body() : this.#body;
  }

  /** The labels, remembered: every selector asks for those of every pod. */
  get labels(): Readonly<Record<string, string>> {
    this.#labels ??= this.texts('metadata.labels');
    return this.#labels;
  }

  /** The value at a path, or undefined. */
  at(path: string): Json | undefined {
    return valueAt(this.body, path);
  }

  /** The text at a path; numbers and booleans as text; undefined for anything else. */
  string(path: string): string | undefined {
    const value = this.at(path);
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  number(path: string): number | undefined {
    const value = this.at(path);
    return typeof value === 'number' ? value : undefined;
  }

  /** The objects of the list at a path; empty when there is no list. */
  list(path: string): JsonObject[] {
    return objectsOf(this.at(path));
  }

  /** The map of texts at a path, e.g. labels; empty when there is none. */
  texts(path: string): Record<string, string> {
    const value = this.at(path);
    if (!isJsonObject(value)) return {};
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, text]) =>
        text === null || typeof text === 'object' ? [] : [[key, String(text)]],
      ),
    );
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list, everything else left out. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The value at a dotted path of a JSON value, or undefined; see KubeObject for the syntax. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  let current: Json | undefined = value;
  for (const step of pathSteps(path)) {
    if (typeof step === 'number') current = Array.isArray(current) ? current[step] : undefined;
    else current = isJsonObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
    if (current === undefined) return undefined;
  }
  return current;
}

const STEPS = new Map<string, (string | number)[]>();

function pathSteps(path: string): (string | number)[] {
  const known = STEPS.get(path);
  if (known) return known;
  const steps = [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map((match) =>
    match[2] === undefined ? (match[1] ?? match[3] ?? '') : Number(match[2]),
  );
  // Paths come from our own code, so there are few; the bound only guards against a caller that makes them up.
  if (STEPS.size < 10_000) STEPS.set(path, steps);
  return steps;
}
