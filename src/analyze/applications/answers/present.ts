import { SKIP_RECONCILE, unprocessedReason } from '../../snapshot/argocd/unprocessed.ts';
import { lasted } from '../duration.ts';
import type { Answer, Subject } from '../subject.ts';
import { named, proofs } from '../subject.ts';

/** Does Argo CD have the application, does it look after it, and are its objects there? */
export function presentAnswer(subject: Subject): Answer {
  const { application, snapshot, health, remote } = subject;
  const deleting = application.string('metadata.deletionTimestamp');
  if (deleting) {
    const since = lasted(deleting, snapshot.capturedAt);
    return {
      answer: 'no',
      text: `It is being deleted${since ? `, for ${since} now` : ''}; its finalizers hold it.`,
      evidence: proofs(subject, ['metadata.deletionTimestamp', 'metadata.finalizers']),
    };
  }
  if (application.string(SKIP_RECONCILE) === 'true') {
    return {
      answer: 'no',
      text: 'Argo CD is told to leave it alone (skip-reconcile).',
      evidence: proofs(subject, [SKIP_RECONCILE]),
    };
  }
  const ignored = unprocessedReason(application, snapshot);
  if (ignored || (!subject.reported && !subject.sync && subject.conditions.length === 0)) {
    return {
      answer: ignored ? 'no' : 'unknown',
      text: ignored
        ? `The application exists, but Argo CD has written no status: ${ignored.text}.`
        : 'The application exists, but no status of it was captured.',
      evidence: [
        ...proofs(subject, ['metadata.name']),
        ...(ignored?.object && ignored.path ? [subject.evidence.field(ignored.object, ignored.path)] : []),
      ],
    };
  }
  const exists = 'Argo CD has the application';
  if (remote) {
    return {
      answer: 'yes',
      text: `${exists}; it deploys to another cluster, whose objects are not in this bundle.`,
      evidence: proofs(subject, ['spec.destination']),
    };
  }
  const absent = health.resources.filter(({ state, requiresPruning }) => state === 'absent' && !requiresPruning);
  const unseen = health.resources.filter(({ state }) => state === 'not-collected').length;
  const [first] = absent;
  if (first) {
    const others = absent.length > 1 ? ` and ${absent.length - 1} more` : '';
    const proof = subject.evidence.absence(first);
    return {
      answer: 'no',
      text: `${exists}, but ${named(first)}${others} of its ${health.resources.length} objects do not exist.`,
      evidence: [...(proof ? [proof] : []), ...proofs(subject, [first.path])],
    };
  }
  const total = health.resources.length;
  const seen = unseen > 0 ? `, of which ${unseen} were not collected` : '';
  return {
    answer: 'yes',
    text:
      total > 0
        ? `${exists} and keeps ${total} objects${seen}.`
        : `${exists}; ${health.reason ?? 'it lists no objects'}.`,
    evidence: proofs(subject, ['status.sync.status']),
  };
}
