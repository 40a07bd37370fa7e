import type { ApiObject } from '../content/api-object.ts';

/** How long to wait for the other side; the time that our own side takes (`Pause`) does not count. */
export type TimeLimits = {
  totalMs: number;
  /** Longest silence before the first byte and between bytes; for output that is streamed, as logs are. */
  idleMs?: number;
};

/** A command of kubectl, and what the API server is asked for it where that is a plain GET with the same answer. */
export type ReadRequest = { args: readonly string[]; path?: string };

/** A list as kubectl prints it in JSON; `paths` are the lists or single objects that it is made of. */
export type ListRequest = {
  args: readonly string[];
  paths: readonly string[];
  kind: string;
  apiVersion: string;
  managedFields: boolean;
};

export type CommandResult<T> = {
  /** Without the flags that say which cluster: they name files and contexts of the machine that collects. */
  command: string;
  /** RFC 3339, UTC. */
  startedAt: string;
  durationMs: number;
  /** As kubectl ends. Null where it was cut short. */
  exitCode: number | null;
  stderr: string;
  /** Why it is no success; undefined for exit code 0. */
  error?: string | undefined;
  /** What the consumer made of the answer; undefined where it failed. */
  output?: T;
};

/** Waits for something of our own while the clock of the request stands still. */
export type Pause = <T>(task: Promise<T>) => Promise<T>;

export type BytesConsumer<T> = (bytes: AsyncIterable<Buffer>, pause: Pause) => Promise<T>;
/** May be called a second time where the first answer broke off: what it returns counts, so it must change nothing else. */
export type ObjectsConsumer<T> = (objects: AsyncIterable<ApiObject>) => Promise<T>;

/** A way to ask the cluster. A request that fails throws nothing: the result says what happened. */
export type Transport = {
  /** What the manifest calls it. */
  name: 'proxy' | 'kubectl';
  /** How many requests it takes at a time, by what they cost. */
  concurrency: { lists: number; logs: number; texts: number };
  read<T>(request: ReadRequest, consume: BytesConsumer<T>, limits: TimeLimits): Promise<CommandResult<T>>;
  list<T>(request: ListRequest, consume: ObjectsConsumer<T>, limits: TimeLimits): Promise<CommandResult<T>>;
};
