import type { FactSink } from '../facts.ts';
import type { JsonObject } from '../kube-object.ts';
import { KubeObject } from '../kube-object.ts';
import type { Command } from './command.ts';
import type { ResourceKind } from './kinds.ts';
import type { Place } from './place.ts';

/** What the readers of one output know about it, and where they put what they find. */
export type Context = {
  path: string;
  sink: FactSink;
  /**
   * What hands on the objects and documents of this file, in order, once all of it is read. Who lists pods again does so to
   * see what has changed: of two captures of an object the later counts.
   */
  kept: Map<string, () => void>;
  place: Place;
  command?: Command;
  /** The namespace that the command, the session or the path lends to what names none. */
  namespace?: string;
  structured: (text: string, firstLine: number) => void;
  /** What this output turned out to hold, for the claim that it is all there is. */
  seen: Seen;
};

type Seen = {
  /** Kinds of which rows or descriptions were read. */
  kinds: Set<string>;
  /** Something was left out or refused. */
  cut: boolean;
  /** Nothing was found, and the command said so. */
  empty: boolean;
  /** The namespace that this message names. */
  emptyNamespace?: string;
  /** A table told the namespace of each row, so it was asked for in all of them. */
  namespaces?: boolean;
  /** Documents were handed on to the reader of structured files. */
  structured: boolean;
};

/** The parts of an object that a reader fills in, in the API's shape. */
export type Described = { metadata?: JsonObject; spec?: JsonObject; status?: JsonObject } & JsonObject;

/** Keeps an object in the API's shape. Parts without a field are left out. */
export function emitObject(
  context: Context,
  resource: ResourceKind,
  fidelity: 'describe' | 'table',
  line: number,
  identity: { name: string; namespace?: string | undefined },
  parts: Described,
): void {
  const { kind, apiVersion } = resource;
  const namespace = resource.namespaced ? (identity.namespace ?? context.namespace) : undefined;
  const { metadata, ...rest } = parts;
  const body: JsonObject = {
    ...(apiVersion ? { apiVersion } : {}),
    kind,
    metadata: { name: identity.name, ...(namespace ? { namespace } : {}), ...metadata },
  };
  for (const [part, value] of Object.entries(rest)) if (!isEmpty(value)) body[part] = value;
  context.seen.kinds.add(kind);
  const object = new KubeObject({
    kind,
    apiVersion,
    name: identity.name,
    ...(namespace ? { namespace } : {}),
    fidelity,
    source: { file: context.path, line },
    body,
  });
  context.kept.set([fidelity, kind, namespace ?? '', identity.name].join('/'), () => context.sink.object(object));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** The parts of an object that are set: `undefined` has no place in JSON. */
export function defined(parts: Record<string, JsonObject[string] | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(parts).filter((entry): entry is [string, JsonObject[string]] => entry[1] !== undefined),
  );
}
