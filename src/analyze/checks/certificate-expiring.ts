import { X509Certificate } from 'node:crypto';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const CERTIFICATE = 'data["tls.crt"]';
const DAY_SECONDS = 86_400;
const SOON_SECONDS = 14 * DAY_SECONDS;
/** Certificates of a mesh live for hours and are renewed in time; of these only the expired ones are told. */
const SHORT_LIVED_SECONDS = 30 * DAY_SECONDS;

/** TLS Secrets whose certificate has ended at capture, or ends soon. The private key is never looked at. */
export const certificateExpiring = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Secret').flatMap((secret): RawFinding[] => {
      const certificate = secret.string('type') === 'kubernetes.io/tls' ? certificateOf(secret) : undefined;
      if (!certificate) return [];
      const from = new Date(certificate.validFrom).toISOString();
      const until = new Date(certificate.validTo).toISOString();
      const left = secondsBetween(snapshot.capturedAt, until);
      const life = secondsBetween(from, until) ?? 0;
      if (left === undefined || left > SOON_SECONDS || (left > 0 && life < SHORT_LIVED_SECONDS)) return [];
      const isUsed = snapshot.relations
        .to(secret)
        .some(({ from }) => from.state === 'present' && from.kind !== 'Namespace');
      return [
        {
          subject: subjectOf(secret),
          captures: { until, state: left > 0 ? 'ends soon' : 'has ended', names: namesOf(certificate) },
          evidence: [evidence.inside(secret, CERTIFICATE, 'notAfter', until)],
          // What nobody serves with is forgotten, not broken.
          severity: left > 0 || !isUsed ? 'warning' : 'error',
        },
      ];
    }),
});

function namesOf({ subjectAltName, subject }: X509Certificate): string {
  return (subjectAltName ?? subject ?? '').replaceAll('DNS:', '').replaceAll('\n', ', ').slice(0, 200);
}

/** The first certificate of the chain; undefined where the capture took it out, or it is none. */
function certificateOf(secret: KubeObject): X509Certificate | undefined {
  const text = secret.string(CERTIFICATE);
  if (!text) return undefined;
  try {
    return new X509Certificate(Buffer.from(text, 'base64'));
  } catch {
    // Redacted, cut, or no PEM at all: nothing can be said of its dates.
    return undefined;
  }
}
