import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { object, waiting } from '../../check.ts';
import { claim, deployment, event, secret, the } from '../workloads.ts';
import { noise } from './noise.ts';

const CREATING = waiting('ContainerCreating');
const PULLING = waiting('ImagePullBackOff', 'Back-off pulling image "shop/web:1"');

/** A web server that runs by now, or does not: `told` is what was said of its pod. */
const web = (up: boolean, status: JsonObject, reason: string, message: string, more: JsonObject[] = []) => {
  const parts = deployment('web', up ? {} : { ready: false, phase: 'Pending', status });
  return [...parts, ...more, event(the('Pod', 'web-5d4f-0', parts), reason, message)];
};

/** A web server with one variable, without which its container is not made. */
const reading = (variable: JsonObject, hasIt: boolean) => {
  const container = { env: [variable] };
  const status = waiting('CreateContainerConfigError');
  return deployment('web', hasIt ? { container } : { container, ready: false, phase: 'Pending', status });
};

const COMES_UP = [true, false] as const;

/** What the kubelet and the scheduler say of a pod that is well by now. */
export const POD_NOISE = [
  noise('an image that was found at the second pull', 'image-not-found', COMES_UP, (up) =>
    web(
      up,
      PULLING,
      'Failed',
      'Failed to pull image "shop/web:1": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/web:1": failed to resolve reference "docker.io/shop/web:1": docker.io/shop/web:1: not found',
    ),
  ),

  noise('a pull that was refused until the registry let go', 'image-rate-limited', COMES_UP, (up) =>
    web(
      up,
      PULLING,
      'Failed',
      'Failed to pull image "shop/web:1": toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading',
    ),
  ),

  noise('a pod that found its place once a node came', 'unschedulable-resources', COMES_UP, (up) => {
    const message =
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.';
    const parts = deployment(
      'web',
      up ? {} : { ready: false, phase: 'Pending', spec: { nodeName: null }, status: { state: {} } },
    );
    return [...parts, event(the('Pod', 'web-5d4f-0', parts), 'FailedScheduling', message)];
  }),

  noise('a pod whose node was cordoned while it waited', 'unschedulable-taint', COMES_UP, (up) => {
    const message =
      '0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: batch}. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
    const parts = deployment(
      'web',
      up ? {} : { ready: false, phase: 'Pending', spec: { nodeName: null }, status: { state: {} } },
    );
    return [...parts, event(the('Pod', 'web-5d4f-0', parts), 'FailedScheduling', message)];
  }),

  noise('a volume that was mounted at the second try', 'volume-mount-failed', COMES_UP, (up) =>
    web(
      up,
      CREATING,
      'FailedMount',
      'MountVolume.SetUp failed for volume "data" : rpc error: code = Internal desc = could not mount "/dev/xvdba" at "/var/lib/kubelet": exit status 32',
    ),
  ),

  noise('a volume that another node let go of', 'volume-multi-attach', COMES_UP, (up) =>
    web(
      up,
      CREATING,
      'FailedAttachVolume',
      'Multi-Attach error for volume "pv-data" Volume is already exclusively attached to one node and can\'t be attached to another',
    ),
  ),

  noise('a sandbox that was made at the second try', 'sandbox-network-failed', COMES_UP, (up) =>
    web(
      up,
      CREATING,
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0a1b2c": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    ),
  ),

  noise('blips of a readiness probe', 'readiness-probe-failing', COMES_UP, (up) => {
    const parts = deployment('web', { ready: up });
    return [
      ...parts,
      event(
        the('Pod', 'web-5d4f-0', parts),
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 503',
      ),
    ];
  }),

  noise('a liveness probe that killed a container once', 'liveness-probe-failing', COMES_UP, (up) => {
    const parts = deployment('web', { ready: up, status: { restartCount: 1 } });
    const pod = the('Pod', 'web-5d4f-0', parts);
    return [
      ...parts,
      event(
        pod,
        'Unhealthy',
        'Liveness probe failed: Get "http://10.0.0.7:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      ),
      event(pod, 'Killing', 'Container web failed liveness probe, will be restarted', { type: 'Normal' }),
    ];
  }),

  noise('a Secret that a pod may lack', 'secret-missing', [true, false], (optional) =>
    reading({ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'extras', key: 'token', optional } } }, optional),
  ),

  noise('a key of a ConfigMap that a pod may lack', 'configmap-key-missing', [true, false], (optional) => [
    object('ConfigMap', 'settings', { data: { MODE: 'fast' } }),
    ...reading(
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LEVEL', optional } } },
      optional,
    ),
  ]),

  noise('keys that only their capitals tell apart', 'secret-key-missing', ['API_KEY', 'api_key'], (key) => [
    secret('provider', key, 'Api_Key'),
    ...reading({ name: 'K', valueFrom: { secretKeyRef: { name: 'provider', key: 'API_KEY' } } }, key === 'API_KEY'),
  ]),

  noise('a bound claim whose class was deleted', 'storage-class-missing', ['Bound', 'Pending'], (phase) => [
    claim('data', phase as 'Bound', { storageClassName: 'retired' }),
  ]),
];
