import type { Described } from '../context.ts';
import type { Line } from '../lines.ts';
import { describedPod } from './pod.ts';
import type { Field } from './tree.ts';

/** Reads the parts of an object that the common part (name, labels, owner) does not tell. */
export type Describer = (fields: readonly Field[], body: readonly Line[]) => Described;

/** How the description of each kind is read. Kinds without an entry are read by their fields alone. */
export const DESCRIBERS: Record<string, Describer> = {
  Pod: describedPod,
};
