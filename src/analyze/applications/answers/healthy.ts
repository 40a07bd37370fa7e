import { comparisonFault } from '../../snapshot/argocd/application.ts';
import { lasted } from '../duration.ts';
import type { Answer, Subject } from '../subject.ts';
import { proofs } from '../subject.ts';

const HEALTH = ['status.health.status', 'status.health.message', 'status.health.lastTransitionTime'];

/** Does it work? What the objects of the bundle say counts more than what Argo CD wrote. */
export function healthyAnswer(subject: Subject): Answer {
  const { reported, health, application, snapshot } = subject;
  const since = lasted(application.string('status.health.lastTransitionTime'), snapshot.capturedAt);
  const told = reported ? `Argo CD says ${reported}${since ? ` for ${since}` : ''}` : 'Argo CD has told no health';
  const [worst] = health.unhealthy;
  const evidence = [
    ...proofs(subject, HEALTH),
    ...(worst?.object && worst.health?.field && worst.object.at(worst.health.field) !== undefined
      ? [subject.evidence.field(worst.object, worst.health.field)]
      : []),
  ];

  if (health.status === 'not collected') {
    return {
      answer: reported && reported !== 'Healthy' && reported !== 'Unknown' ? 'no' : 'unknown',
      text: `${told}; that was not recomputed: ${health.reason}.`,
      evidence,
    };
  }
  if (health.status !== 'Healthy') {
    const differs = reported && reported !== health.status ? `; by its objects it is ${health.status}` : '';
    return { answer: 'no', text: `${told}${differs}: ${health.reason ?? health.status}.`, evidence };
  }
  // Argo CD judged another moment, or something that the objects here do not show.
  if (reported !== 'Healthy' && reported !== '') {
    return { answer: 'unknown', text: `${told}, but every object in this bundle is well.`, evidence };
  }
  const fault = comparisonFault(subject);
  return {
    answer: 'yes',
    text: fault
      ? `${told}, and what runs is well; it may be an old version, as nothing is compared.`
      : `${told}, and so do its ${health.resources.length} objects.`,
    evidence,
  };
}
