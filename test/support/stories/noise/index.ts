import { CLUSTER_NOISE } from './cluster.ts';
import { LOG_NOISE } from './logs.ts';
import type { Noise } from './noise.ts';
import { POD_NOISE } from './pods.ts';
import { WORKLOAD_NOISE } from './workloads.ts';

/** What goes on in every healthy cluster. */
export const NOISE: Noise[] = [...WORKLOAD_NOISE, ...POD_NOISE, ...CLUSTER_NOISE, ...LOG_NOISE];
