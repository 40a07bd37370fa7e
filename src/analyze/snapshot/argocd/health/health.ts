import type { KubeObject } from '../../../formats/kube-object.ts';

/** From best to worst, as argoproj/argo-cd:gitops-engine/pkg/health/health.go@37ee0097 orders them. */
const HEALTH_ORDER = ['Healthy', 'Suspended', 'Progressing', 'Missing', 'Degraded', 'Unknown'] as const;

export type HealthStatus = (typeof HEALTH_ORDER)[number];

/** `field` is where the object says so. */
export type Health = { status: HealthStatus; message?: string; field?: string };

/** How Argo CD judges an object of one kind that was captured whole. */
export type HealthRule = (object: KubeObject) => Health;

/** The worst of several; Healthy where there is none. */
export function worstHealth(statuses: readonly HealthStatus[]): HealthStatus {
  return HEALTH_ORDER[Math.max(0, ...statuses.map((status) => HEALTH_ORDER.indexOf(status)))] ?? 'Healthy';
}

export function isHealthStatus(value: unknown): value is HealthStatus {
  return HEALTH_ORDER.some((status) => status === value);
}

export const healthy: Health = { status: 'Healthy' };

/** A verdict with the reason for it, where the object gives one. */
export function verdict(status: HealthStatus, message?: string, field?: string): Health {
  return { status, ...(message ? { message } : {}), ...(field ? { field } : {}) };
}
