/**
 * The 94 rows of the catalogue of failure patterns that say which trouble brings about which: causes ⇒ symptoms, with
 * `RUN-03..10` for a range. An edge of a row is one of its causes with one of its symptoms.
 */
export const CATALOGUE = [
  'CFG-01 ⇒ CFG-15',
  'ExternalSecret not ready ⇒ CFG-01',
  'TLS-08 ⇒ CFG-05',
  'TLS-12 ⇒ TLS-09',
  'TLS-09 ⇒ TLS-08',
  'TLS-10 ⇒ TLS-09',
  'TLS-11 ⇒ TLS-10',
  'NET-06 ⇒ TLS-11',
  'TLS-08 ⇒ NET-07',
  'NET-07 ⇒ NET-10',
  'CFG-01..04,CFG-11,CFG-12 ⇒ PRB-07',
  'CFG-05..07 ⇒ STO-10',
  'STO-08,STO-09,STO-11..14 ⇒ STO-10',
  'STO-10 ⇒ PRB-07',
  'IMG-02..20 ⇒ IMG-01',
  'IMG-01 ⇒ RUN-22',
  'IMG-01 ⇒ PRB-07',
  'IMG-04 ⇒ IMG-03',
  'IMG-19 ⇒ IMG-01',
  'IMG-16 ⇒ PRB-07',
  'NOD-04 ⇒ IMG-15',
  'NOD-08 ⇒ NOD-04',
  'NOD-04 ⇒ RES-05',
  'NOD-03..05 ⇒ RES-01',
  'RES-06 ⇒ NOD-03',
  'RES-01..05 ⇒ RUN-13',
  'RES-01..05 ⇒ ROL-03',
  'NOD-01,NOD-02,NOD-04 ⇒ SCH-07',
  'NOD-06 ⇒ SCH-08',
  'NOD-02 ⇒ SCH-12',
  'NOD-02 ⇒ STO-09',
  'NOD-02 ⇒ NOD-12',
  'NOD-02 ⇒ RUN-25',
  'NOD-10 ⇒ RUN-12,RUN-28,SCH-24',
  'NET-17 ⇒ NET-15',
  'NET-18 ⇒ NOD-01',
  'NET-15,NET-16,NET-24 ⇒ PRB-07',
  'STO-01,STO-02,STO-04..07 ⇒ SCH-15',
  'STO-25 ⇒ STO-01',
  'STO-23 ⇒ STO-02',
  'CSI controller ⇒ STO-04,STO-05',
  'CSI node pod ⇒ STO-12,STO-08',
  'SCH-01,SCH-04,SCH-06,SCH-16 ⇒ PRB-07',
  'SCH-01,SCH-02,SCH-04 ⇒ HPA-06',
  'POL-11 ⇒ POL-01',
  'POL-01..07,CFG-21..23 ⇒ ROL-02',
  'POL-10 ⇒ POL-05',
  'POL-05 ⇒ ROL-02,TLS-09',
  'NET-01,NET-02 (webhook) ⇒ POL-05',
  'ROL-02 ⇒ ROL-03',
  'ROL-02 ⇒ NET-01',
  'RUN-02..10,RUN-15..18,CFG-16..20,STO-19,STO-24 ⇒ RUN-01',
  'RUN-01 ⇒ PRB-07',
  'PRB-04 ⇒ RUN-03,RUN-11',
  'PRB-01..03,PRB-05,PRB-06 ⇒ PRB-04',
  'RES-10 ⇒ PRB-03',
  'PRB-01..07 ⇒ NET-02',
  'PRB-07 ⇒ ROL-01',
  'PRB-07 ⇒ ROL-06',
  'PRB-07 ⇒ ROL-08',
  'IMG-18 ⇒ ROL-01',
  'NET-01,NET-02 ⇒ NET-09',
  'NET-01,NET-02 ⇒ NET-11',
  'NET-03 ⇒ NET-11,PRB-02',
  'NET-04..06 ⇒ 404 or 503 at the edge',
  'NET-09,NET-11 ⇒ app unreachable',
  'NET-02 ⇒ NET-20',
  'NET-02 (database) ⇒ RUN-22',
  'NET-02 (database) ⇒ RUN-01',
  'DNS-04 ⇒ DNS-02,DNS-03',
  'DNS-05 ⇒ DNS-04',
  'NET-15,NOD-01 ⇒ DNS-04',
  'CTL-04 ⇒ DNS-09,CTL-05',
  'missing Service ⇒ DNS-01',
  'NET-19 ⇒ DNS-03,NET-21',
  'CTL-01,CTL-02 ⇒ CTL-05,POL-05,CTL-07',
  'CTL-03 ⇒ HPA-01',
  'CTL-03 ⇒ NSF-03',
  'metrics-server ⇒ CTL-03',
  'HPA-02 ⇒ never scales',
  'NSF-03 ⇒ NSF-01',
  'NSF-01 ⇒ POL-09',
  'POL-09 ⇒ ROL-02',
  'CTL-09 ⇒ Argo SyncFailed',
  'ROL-15,NET-12,POL-06,POL-04 ⇒ Argo SyncFailed',
  'ROL-01,ROL-03,ROL-06,ROL-08 ⇒ Argo Degraded',
  'NET-08 ⇒ Argo Progressing',
  'STO-01..05 ⇒ Argo Progressing',
  'NET-13 ⇒ Argo Progressing',
  'JOB-01 ⇒ Argo hook failed',
  'HLM-01 ⇒ no further upgrades',
  'JOB-04 ⇒ NOD-15',
  'NOD-15 ⇒ TLS-01',
  'TLS-06 ⇒ no logs of the node',
];

const ONE_RULE = 'not visible because both ends are one finding of one rule';
const OVER =
  'not visible because a reboot is over when its traces are seen, and what is over is never the root of present trouble; the timeline shows both';
const CONTEXT = 'not visible because it is context: it stands beside the symptom, and may be there by chance';
const OUTSIDE =
  'not visible because the effect happens outside of the bundle, at the callers; the cause says so itself';
const TIME_ONLY =
  'not visible because nothing but the hour joins them; each is a diagnosis of its own, and the timeline shows them together';

/** Edges without a bundle, and why. */
export const NOT_VISIBLE: Record<string, string> = {
  'IMG-16 ⇒ IMG-01': 'not visible because the sandbox comes before the image: IMG-16 ⇒ PRB-07 is what happens',
  'IMG-18 ⇒ IMG-01': 'not visible because a pull that succeeded, however slowly, is no failed pull',
  'NOD-10 ⇒ RUN-12': OVER,
  'NOD-10 ⇒ RUN-28': OVER,
  'NOD-10 ⇒ SCH-24': OVER,
  'NET-17 ⇒ NET-15': `${ONE_RULE}, sandbox-network-failed: the message of the sandbox holds the plugin's own`,
  'STO-25 ⇒ STO-01': `${ONE_RULE}, no-default-storage-class: the claim that names no class is its proof`,
  'SCH-01 ⇒ HPA-06': CONTEXT,
  'SCH-02 ⇒ HPA-06': CONTEXT,
  'SCH-04 ⇒ HPA-06': CONTEXT,
  'RES-10 ⇒ PRB-03': CONTEXT,
  'IMG-18 ⇒ ROL-01': CONTEXT,
  'NET-03 ⇒ PRB-02':
    "not visible because the kubelet asks the pod itself, past the Service; a probe's own wrong port is probe-port-undeclared",
  'NET-04 ⇒ 404 or 503 at the edge': OUTSIDE,
  'NET-05 ⇒ 404 or 503 at the edge': OUTSIDE,
  'NET-06 ⇒ 404 or 503 at the edge': OUTSIDE,
  'NET-11 ⇒ app unreachable': OUTSIDE,
  'HPA-02 ⇒ never scales': OUTSIDE,
  'CTL-01 ⇒ POL-05': TIME_ONLY,
  'CTL-02 ⇒ POL-05': TIME_ONLY,
  'NSF-03 ⇒ NSF-01': `${ONE_RULE}, namespace-stuck: both are conditions of the Namespace`,
  'STO-03 ⇒ Argo Progressing':
    'not visible because a claim that waits for its first pod is well; the claim is in trouble only with that pod',
  'HLM-01 ⇒ no further upgrades': OUTSIDE,
  'JOB-04 ⇒ NOD-15':
    'not visible because it is a hint and no cause: missed starts are one reason to look at the clocks',
  'TLS-06 ⇒ no logs of the node':
    'not visible because the effect is a gap in the bundle: signing-request-pending and kubelet-serving-certificate-missing each tell it',
};

/** The edges of a row: each of its causes with each of its symptoms. */
export function edgesOf(row: string): string[] {
  const [causes = '', symptoms = ''] = row.split(' ⇒ ');
  return causes
    .split(',')
    .flatMap(expanded)
    .flatMap((cause) =>
      symptoms
        .split(',')
        .flatMap(expanded)
        .map((symptom) => `${cause} ⇒ ${symptom}`),
    );
}

function expanded(ends: string): string[] {
  const range = /^([A-Z]{3})-(\d\d)\.\.(\d\d)$/.exec(ends);
  if (!range) return [ends];
  const [, group, first, last] = range;
  return Array.from(
    { length: Number(last) - Number(first) + 1 },
    (_, index) => `${group}-${String(Number(first) + index).padStart(2, '0')}`,
  );
}
