import type { Gap } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';

/** Words that name the kubelet's port, or the tunnel to it. */
const NAMES_KUBELET = /:10250\b|error dialing backend|no agent available|konnectivity|remote error: proxy/i;
/** Words in which the API server passes on any failure of its own call to a kubelet. */
const PASSED_ON = /an error on the server \("[^"]*"\) has prevented the request from succeeding \(get pods /i;
/** The kubelet answered: a certificate is another rule's trouble, and these are about one container. */
const ANSWERED = /x509|tls: internal error|waiting to start|not found|is not valid|forbidden|unauthorized/i;
/** Without the kubelet's name in the words, fewer may be the trouble of single pods. */
const MIN_PODS = 3;
const MAX_PROOFS = 3;

type LostLog = { gap: Gap; file: string; pod: string; node: string };

/**
 * Nodes none of whose logs could be read, because the API server did not get through to the kubelet. It reads logs,
 * executes commands and forwards ports over the kubelet's port 10250, in managed clusters through a tunnel.
 */
export const kubeletUnreachable = defineCheck({
  run(context) {
    const { snapshot, evidence } = context;
    const readable = new Set(snapshot.logs.flatMap(({ object }) => object?.string('spec.nodeName') ?? []));
    const byNode = groupBy(lostLogs(context), ({ node }) => node);
    const nodes = [...byNode].filter(
      ([node, lost]) =>
        !readable.has(node) &&
        (lost.some(({ gap }) => NAMES_KUBELET.test(gap.why)) || new Set(lost.map(({ pod }) => pod)).size >= MIN_PODS),
    );
    const [first, ...others] = nodes.map(([node]) => node).sort();
    if (first === undefined) return [];

    const lost = nodes.flatMap(([, ofNode]) => ofNode);
    const finding: RawFinding = {
      // Not the node itself: its pods go on without being asked, so their trouble does not follow from this.
      subject: { kind: 'Kubelet', name: first },
      captures: { nodes: [first, ...others].join(', '), logs: String(lost.length) },
      evidence: lost
        .slice(0, MAX_PROOFS)
        .map(({ gap, file }) => evidence.textLine(file, { line: 1, text: gap.why, before: [], after: [] })),
      affected: others.map((name) => ({ kind: 'Kubelet', name })),
      confidence: 'likely',
    };
    return [finding];
  },
});

function lostLogs({ objects, snapshot }: CheckContext): LostLog[] {
  return snapshot.coverage.gaps.flatMap((gap): LostLog[] => {
    const [, namespace, name] = /^log of ([^/\s]+)\/(\S+)/.exec(gap.what) ?? [];
    const isLost = (NAMES_KUBELET.test(gap.why) || PASSED_ON.test(gap.why)) && !ANSWERED.test(gap.why);
    if (!namespace || !name || !gap.file || !isLost) return [];
    const pod: KubeObject | undefined = objects.find({ kind: 'Pod', namespace, name });
    const node = pod?.string('spec.nodeName');
    return node ? [{ gap, file: gap.file, pod: `${namespace}/${name}`, node }] : [];
  });
}
