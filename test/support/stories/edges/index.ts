import { CONFIG_EDGES } from './config.ts';
import type { Edge } from './edge.ts';
import { FURTHER_EDGES } from './further.ts';
import { IMAGE_EDGES, NODE_EDGES, STORAGE_EDGES } from './nodes.ts';
import { APPLICATION_EDGES, CONTROL_EDGES, NETWORK_EDGES, POLICY_EDGES, PROBE_EDGES } from './services.ts';

/** The edges from cause to symptom of the catalogue of failure patterns, each as a small bundle. */
export const EDGES: Edge[] = [
  ...CONFIG_EDGES,
  ...IMAGE_EDGES,
  ...NODE_EDGES,
  ...STORAGE_EDGES,
  ...POLICY_EDGES,
  ...PROBE_EDGES,
  ...NETWORK_EDGES,
  ...CONTROL_EDGES,
  ...APPLICATION_EDGES,
  ...FURTHER_EDGES,
];
