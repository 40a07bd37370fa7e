import type { Json } from '../formats/kube-object.ts';
import { objectsOf, valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { containersOf } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { struggling } from './pod-stage.ts';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const ACTIONS = ['httpGet', 'tcpSocket'];

/**
 * Probes that name a port which their container does not declare: the kubelet looks the name up there
 * (kubernetes/kubernetes:pkg/probe/util.go ResolveContainerPort@v1.36.2). A number needs no declaration.
 */
export const probePortUndeclared = defineCheck({
  run: ({ objects, evidence }) =>
    objects
      .ofKind('Pod')
      .filter((pod) => pod.fidelity === 'full' && struggling(pod))
      .flatMap((pod) =>
        containersOf(pod).flatMap(({ name, spec, specPath }) =>
          PROBES.flatMap((probe) => ACTIONS.map((action) => `${probe}.${action}.port`)).flatMap(
            (path): RawFinding[] => {
              const port = valueAt(spec, path);
              if (!isName(port) || objectsOf(spec.ports).some((declared) => declared.name === port)) return [];
              return [
                {
                  subject: { ...subjectOf(pod), container: name },
                  captures: { probe: path.split('.')[0] ?? '', port },
                  evidence: [evidence.field(pod, `${specPath}.${path}`), evidence.field(pod, `${specPath}.ports`)],
                  confidence: 'confirmed',
                },
              ];
            },
          ),
        ),
      ),
});

function isName(port: Json | undefined): port is string {
  return typeof port === 'string' && !/^\d+$/.test(port);
}
