import type { KindRow } from '../../bundle-format/kinds.ts';
import type { LogStream } from '../../bundle-format/layout.ts';

/** One command of kubectl, what the API server is asked for it where that is a plain GET, and what becomes of the answer. */
export type Capture = { args: readonly string[]; paths?: readonly string[]; keep: Keep };

export type Keep =
  /** A JSON list that is split into a file per namespace; without `namespace` it spans all of them. */
  | { as: 'list'; of: ListOf; namespace?: string }
  /** A JSON document that is kept as it is, after redaction. */
  | { as: 'document'; file: string }
  | { as: 'text'; file: string }
  /** The descriptions of a kind in all namespaces, which are split into a file for each. */
  | { as: 'descriptions'; row: KindRow }
  | { as: 'access'; namespace: string }
  /** `node`: whose kubelet has it. */
  | { as: 'log'; stream: LogStream; node: string };

export type ListCapture = Capture & { keep: Extract<Keep, { as: 'list' }> };

/** A kind that is listed; a custom resource lies elsewhere in the bundle, as a bare array. */
export type ListOf = { row: KindRow; custom: boolean };
