import type { Diagnosis, Finding, ObjectRef } from '../../report-format/report.ts';
import type { EvidenceMaker } from '../evidence.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { ApplicationCondition, SyncPolicy } from '../snapshot/argocd/application.ts';
import type { ApplicationHealth } from '../snapshot/argocd/application-health.ts';
import type { Operation } from '../snapshot/argocd/operation.ts';
import type { WindowState } from '../snapshot/argocd/sync-windows.ts';
import type { SyncTasks } from '../snapshot/argocd/tasks.ts';
import type { WaveRow } from '../snapshot/argocd/waves.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** All that is known of one application; what the questions about it are answered from. */
export type Subject = {
  application: KubeObject;
  snapshot: Snapshot;
  evidence: EvidenceMaker;
  remote: boolean;
  /** Health and Sync Status as Argo CD reports them; empty where it has written none. */
  reported: string;
  sync: string;
  policy: SyncPolicy;
  conditions: ApplicationCondition[];
  operation: Operation;
  /** What the sync windows say, where its project has some for it. */
  window: WindowState | undefined;
  /** The tasks of the operation, where the controller's log was captured. */
  tasks: SyncTasks | undefined;
  /** The operation by phase and wave. */
  waves: WaveRow[];
  health: ApplicationHealth;
  /** Diagnoses that touch the application, ranked. */
  diagnoses: Diagnosis[];
  /** The first present one of them that tells a cause. */
  cause: Diagnosis | undefined;
  findings: ReadonlyMap<string, Finding>;
};

/** A card's answer to one question. */
export type Answer = { answer: 'yes' | 'no' | 'unknown'; text: string; evidence: Finding['evidence'] };

/** `Deployment shop/web`, for sentences. */
export function named({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** The fields of the application that are there, as proof. */
export function proofs({ application, evidence }: Subject, paths: readonly string[]): Finding['evidence'] {
  return paths.filter((path) => application.at(path) !== undefined).map((path) => evidence.field(application, path));
}

/** `a sync window of its project forbids it now (deny "0 22 * * *" for 8h); the next opening is ...` */
export function windowText({ window }: Subject): string {
  if (window?.open !== false) return 'a sync window of its project forbids it now';
  const opens = window.opens ? `the next opening is ${window.opens}` : 'no opening comes within a year';
  return `a sync window of its project forbids it now (${window.window}); ${opens}`;
}

/** A text as a sentence: one full stop at its end, whatever it ended with. */
export function sentence(text: string): string {
  return `${text.replace(/[.\s]+$/, '')}.`;
}
