import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, crashed, waiting } from '../../check.ts';
import { clusterObject, node } from '../cluster.ts';
import { claim, daemonSet, deployment, event, service, statefulSet, the } from '../workloads.ts';
import { edge, notCreated, saidOf, unscheduled } from './edge.ts';

const PULL = 'Failed to pull image "shop/web:1": ';
const pulling = (message: string, more: Parameters<typeof notCreated>[2] = {}) =>
  notCreated('web', ['Failed', `${PULL}${message}`], {
    status: waiting('ImagePullBackOff', 'Back-off pulling image "shop/web:1"'),
    ...more,
  });
const NOT_FOUND =
  'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/web:1": docker.io/shop/web:1: not found';
const DENIED =
  'failed to pull and unpack image "docker.io/shop/web:1": failed to resolve reference: pull access denied, repository does not exist or may require authorization';

/** Images. */
export const IMAGE_EDGES = [
  edge('IMG-02 ⇒ IMG-01', 'image-not-found', 'image-pull-back-off', pulling(NOT_FOUND)),
  edge('IMG-03 ⇒ IMG-01', 'image-pull-denied', 'image-pull-back-off', pulling(DENIED)),
  edge(
    'IMG-05 ⇒ IMG-01',
    'image-rate-limited',
    'image-pull-back-off',
    pulling('toomanyrequests: You have reached your pull rate limit.'),
  ),
  edge(
    'IMG-06 ⇒ IMG-01',
    'image-registry-unresolved',
    'image-pull-back-off',
    pulling(
      'failed to do request: Head "https://hub.example/v2/shop/web": dial tcp: lookup hub.example on 10.0.0.2:53: no such host',
    ),
  ),
  edge(
    'IMG-08 ⇒ IMG-01',
    'image-registry-certificate',
    'image-pull-back-off',
    pulling(
      'failed to do request: Head "https://hub.example/v2/shop/web": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
  ),
  edge(
    'IMG-13 ⇒ IMG-01',
    'image-platform-mismatch',
    'image-pull-back-off',
    pulling('no match for platform in manifest: not found'),
  ),
  edge(
    'IMG-15 ⇒ IMG-01',
    'image-layer-no-space',
    'image-pull-back-off',
    pulling(
      'failed to pull and unpack image "shop/web:1": failed to extract layer sha256:0a: write /usr/lib/x: no space left on device',
    ),
  ),
  edge(
    'IMG-01 ⇒ RUN-22',
    'image-pull-back-off',
    'deployment-unavailable',
    (() => {
      const parts = deployment('web', {
        ready: false,
        phase: 'Pending',
        status: waiting('PodInitializing'),
        spec: { initContainers: [{ name: 'schema', image: 'shop/schema:1' }] },
      });
      return parts.map((part) =>
        part.kind === 'Pod'
          ? {
              ...part,
              status: {
                ...(part.status as JsonObject),
                initContainerStatuses: [
                  {
                    name: 'schema',
                    restartCount: 0,
                    ...waiting('ImagePullBackOff', 'Back-off pulling image "shop/schema:1"'),
                  },
                ],
              },
            }
          : part,
      );
    })(),
  ),
  edge('IMG-01 ⇒ PRB-07', 'image-pull-back-off', 'deployment-unavailable', pulling(NOT_FOUND)),
  edge('IMG-04 ⇒ IMG-03', 'image-pull-secret-missing', 'image-pull-denied', [
    ...pulling(DENIED),
    event(
      the('Pod', 'web-5d4f-0', pulling(DENIED)),
      'FailedToRetrieveImagePullSecret',
      'Unable to retrieve some image pull secrets (registry); attempting to pull the image may not succeed.',
    ),
  ]),
  edge('IMG-19 ⇒ IMG-01', 'crash-loop-back-off', 'image-registry-failing', [
    ...deployment('harbor', { ready: false, status: crashed(1) }),
    service('harbor'),
    ...pulling(
      'failed to resolve reference: unexpected status from HEAD request to https://harbor.shop.svc/v2/web/manifests/1: 503 Service Unavailable',
    ),
  ]),
  edge(
    'IMG-16 ⇒ PRB-07',
    'sandbox-image-missing',
    'pod-pending',
    notCreated('web', [
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.example/pause:3.9": failed to pull image "registry.example/pause:3.9": not found',
    ]),
  ),
];

const nodes = (...others: JsonObject[]) => [node('node-b'), ...others];
const pressed = (type: string) =>
  node('node-a', {
    conditions: { [type]: { status: 'True', reason: `KubeletHas${type}`, message: 'kubelet has too little' } },
  });
const UNREACHABLE = [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }];
const lost = node('node-a', {
  spec: { taints: UNREACHABLE },
  conditions: {
    Ready: {
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime: ago(1800),
    },
  },
});
const evicted = (message: string, name = 'web') => {
  const parts = deployment(name, {
    ready: false,
    phase: 'Failed',
    status: {
      state: {
        terminated: {
          exitCode: 137,
          reason: 'ContainerStatusUnknown',
          message: 'The container could not be located when the pod was terminated',
        },
      },
    },
  });
  return parts.map((part) =>
    part.kind === 'Pod' ? { ...part, status: { ...(part.status as JsonObject), reason: 'Evicted', message } } : part,
  );
};
const LOW = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi.';

const NO_NETWORK =
  'NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';

/** Nodes. */
export const NODE_EDGES = [
  edge('NOD-04 ⇒ IMG-15', 'node-pressure', 'image-layer-no-space', [
    ...nodes(pressed('DiskPressure')),
    ...pulling('failed to extract layer sha256:0a: write /usr/lib/x: no space left on device'),
  ]),
  edge('NOD-08 ⇒ NOD-04', 'node-disk-not-freed', 'node-pressure', [
    ...nodes(pressed('DiskPressure')),
    ...saidOf(node('node-a'), [
      'ImageGCFailed',
      'failed to garbage collect required amount of images. Attempted to free 4123456789 bytes, but only found 0 bytes eligible to free.',
    ]),
  ]),
  edge('NOD-04 ⇒ RES-05', 'node-pressure', 'pod-rejected-under-pressure', [
    ...nodes(pressed('DiskPressure')),
    ...evicted('Pod was rejected: The node had condition: [DiskPressure]. '),
  ]),
  edge('NOD-03 ⇒ RES-01', 'node-pressure', 'pod-evicted', [...nodes(pressed('MemoryPressure')), ...evicted(LOW)]),
  edge('RES-06 ⇒ NOD-03', 'node-out-of-memory', 'node-pressure', [
    ...nodes(pressed('MemoryPressure')),
    ...saidOf(node('node-a'), ['SystemOOM', 'System OOM encountered, victim process: java, pid: 4711']),
  ]),
  edge('RES-01 ⇒ RUN-13', 'pod-evicted', 'container-lost', evicted(LOW)),
  edge(
    'RES-04 ⇒ ROL-03',
    'pod-empty-dir-exceeded',
    'deployment-unavailable',
    evicted('Usage of EmptyDir volume "cache" exceeds the limit "1Gi". '),
  ),
  edge('RES-01 ⇒ ROL-03', 'pod-evicted', 'deployment-unavailable', evicted(LOW)),
  edge('NOD-02 ⇒ SCH-07', 'node-not-ready', 'unschedulable-taint', [
    ...nodes(lost),
    ...unscheduled(
      'web',
      '0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    ),
  ]),
  edge('NOD-06 ⇒ SCH-08', 'node-cordoned', 'unschedulable-cordoned', [
    ...nodes(
      node('node-a', {
        spec: { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
      }),
    ),
    ...unscheduled(
      'web',
      '0/2 nodes are available: 2 node(s) were unschedulable. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    ),
  ]),
  edge('NOD-02 ⇒ SCH-12', 'node-not-ready', 'unschedulable-volume-node', [
    ...nodes(lost),
    claim('data'),
    clusterObject('PersistentVolume', 'pv-data', {
      spec: {
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-a'] }] },
            ],
          },
        },
      },
      status: { phase: 'Bound' },
    }),
    ...unscheduled('web', '0/2 nodes are available: 2 node(s) had volume node affinity conflict.', {
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    }),
  ]),
  edge('NOD-02 ⇒ STO-09', 'node-not-ready', 'volume-multi-attach', [
    ...nodes(lost),
    clusterObject(
      'VolumeAttachment',
      'csi-1',
      {
        spec: { attacher: 'disk.csi.example', nodeName: 'node-a', source: { persistentVolumeName: 'pv-data' } },
        status: { attached: true },
      },
      'storage.k8s.io/v1',
    ),
    ...notCreated(
      'web',
      [
        'FailedAttachVolume',
        'Multi-Attach error for volume "pv-data" Volume is already exclusively attached to one node and can\'t be attached to another',
      ],
      { node: 'node-b' },
    ),
  ]),
  edge('NOD-02 ⇒ NOD-12', 'node-not-ready', 'pod-evicted-by-taint', [
    ...nodes(lost),
    ...deployment('web', { ready: false }),
    event(
      the('Pod', 'web-5d4f-0', deployment('web')),
      'TaintManagerEviction',
      'Marking for deletion Pod shop/web-5d4f-0',
    ),
  ]),
  edge('NOD-02 ⇒ RUN-25', 'node-not-ready', 'pod-on-lost-node', [
    ...nodes(lost),
    ...deployment('web', { ready: false }),
    event(the('Pod', 'web-5d4f-0', deployment('web')), 'NodeNotReady', 'Node is not ready'),
  ]),
  edge('NET-18 ⇒ NOD-01', 'cni-not-initialized', 'node-not-ready', {
    objects: nodes(
      node('node-a', {
        conditions: {
          Ready: {
            status: 'False',
            reason: 'KubeletNotReady',
            message: `container runtime network not ready: ${NO_NETWORK}`,
            lastTransitionTime: ago(1800),
          },
        },
      }),
    ),
    files: {
      'node-a/kubelet.log': Array.from(
        { length: 5 },
        () =>
          `Mar  1 11:59:00 node-a kubelet[812]: E0301 11:59:00.0 812 kubelet.go:2900] "Container runtime network not ready" networkReady="${NO_NETWORK}"`,
      ).join('\n'),
    },
  }),
];

const SCHEDULED_NOWHERE =
  '0/2 nodes are available: 2 Insufficient memory. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.';
const withClaim = (name: string) => ({
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }] },
});
const UNBOUND =
  '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
const UNMOUNTED = [
  'FailedMount',
  'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition',
];
const pendingClaim = (said: string[], spec: JsonObject = {}) => [
  claim('data', 'Pending', spec),
  ...saidOf(claim('data'), said),
];

/** Scheduling and storage. */
export const STORAGE_EDGES = [
  edge(
    'STO-08 ⇒ STO-10',
    'volume-attach-failed',
    'volume-mount-timeout',
    notCreated('web', [
      'FailedAttachVolume',
      'AttachVolume.Attach failed for volume "pv-data" : rpc error: code = Internal desc = disk vol-1 is attached elsewhere',
      ...UNMOUNTED,
    ]),
  ),
  edge(
    'STO-09 ⇒ STO-10',
    'volume-multi-attach',
    'volume-mount-timeout',
    notCreated('web', [
      'FailedAttachVolume',
      'Multi-Attach error for volume "pv-data" Volume is already exclusively attached to one node and can\'t be attached to another',
      ...UNMOUNTED,
    ]),
  ),
  edge(
    'STO-12 ⇒ STO-10',
    'csi-driver-missing-on-node',
    'volume-mount-timeout',
    notCreated('web', [
      'FailedMount',
      'MountVolume.MountDevice failed for volume "pv-data" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name disk.csi.example not found in the list of registered CSI drivers',
      ...UNMOUNTED,
    ]),
  ),
  edge(
    'STO-13 ⇒ STO-10',
    'volume-mount-failed',
    'volume-mount-timeout',
    notCreated('web', [
      'FailedMount',
      'MountVolume.SetUp failed for volume "data" : mount failed: exit status 32\nMounting command: mount\nOutput: mount.nfs: Connection timed out',
      ...UNMOUNTED,
    ]),
  ),
  edge(
    'STO-14 ⇒ STO-10',
    'volume-file-system-corrupt',
    'volume-mount-timeout',
    notCreated('web', [
      'FailedMount',
      'MountVolume.MountDevice failed for volume "pv-data" : \'fsck\' found errors on device /dev/xvdba but could not correct them: fsck from util-linux 2.38',
      ...UNMOUNTED,
    ]),
  ),
  edge('STO-10 ⇒ PRB-07', 'volume-mount-timeout', 'pod-pending', notCreated('web', UNMOUNTED)),
  edge(
    'NET-15 ⇒ PRB-07',
    'sandbox-network-failed',
    'pod-pending',
    notCreated('web', [
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0a1b2c": plugin type="calico" failed (add): connection is unauthorized: Unauthorized',
    ]),
  ),
  edge(
    'NET-16 ⇒ PRB-07',
    'pod-address-exhausted',
    'pod-pending',
    notCreated('web', [
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0a1b2c": plugin type="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
    ]),
  ),
  edge(
    'NET-24 ⇒ PRB-07',
    'sandbox-name-reserved',
    'pod-pending',
    notCreated('web', [
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox name "web-5d4f-0_shop_1": name is reserved for "0a1b2c"',
    ]),
  ),

  edge('STO-01 ⇒ SCH-15', 'no-default-storage-class', 'unschedulable-unbound-claim', [
    {
      kind: 'StorageClass',
      apiVersion: 'storage.k8s.io/v1',
      metadata: { name: 'fast' },
      provisioner: 'disk.csi.example',
    },
    ...pendingClaim(['FailedBinding', 'no persistent volumes available for this claim and no storage class is set'], {
      storageClassName: null,
    }),
    ...unscheduled('web', UNBOUND, withClaim('data')),
  ]),
  edge('STO-02 ⇒ SCH-15', 'storage-class-missing', 'unschedulable-unbound-claim', [
    ...pendingClaim([], { storageClassName: 'fsat' }),
    ...unscheduled('web', UNBOUND, withClaim('data')),
  ]),
  edge('STO-05 ⇒ SCH-15', 'volume-provisioning-failed', 'unschedulable-unbound-claim', [
    ...pendingClaim([
      'ProvisioningFailed',
      'failed to provision volume with StorageClass "standard": rpc error: code = ResourceExhausted desc = no space in the pool',
    ]),
    ...unscheduled('web', UNBOUND, withClaim('data')),
  ]),
  edge('STO-06 ⇒ SCH-15', 'volume-binding-mismatch', 'unschedulable-unbound-claim', [
    ...pendingClaim(['VolumeMismatch', 'Cannot bind to requested volume "pv-1": requested PV is too small']),
    ...unscheduled('web', UNBOUND, withClaim('data')),
  ]),
  edge('STO-07 ⇒ SCH-15', 'volume-lost', 'unschedulable-unbound-claim', [
    claim('data', 'Lost', { volumeName: 'pv-data' }),
    ...unscheduled('web', UNBOUND, withClaim('data')),
  ]),
  edge('STO-23 ⇒ STO-02', 'storage-class-missing', 'statefulset-unavailable', [
    ...statefulSet('queue', {
      ready: false,
      phase: 'Pending',
      spec: { nodeName: null, ...withClaim('data').spec },
      status: { state: {} },
    }),
    claim('data', 'Pending', { storageClassName: 'fsat' }),
  ]),
  edge('CSI controller ⇒ STO-04', 'crash-loop-back-off', 'claim-pending', [
    ...pendingClaim([
      'ExternalProvisioning',
      "Waiting for a volume to be created either by the external provisioner 'disk.csi.example' or manually by the system administrator.",
    ]),
    clusterObject('CSIDriver', 'disk.csi.example', {}, 'storage.k8s.io/v1'),
    ...deployment('disk-csi-controller', { ready: false, status: crashed(1) }),
  ]),
  edge('CSI node pod ⇒ STO-12', 'crash-loop-back-off', 'csi-driver-missing-on-node', [
    ...daemonSet('disk-csi-node', { ready: false, status: crashed(1) }),
    ...notCreated('web', [
      'FailedMount',
      'MountVolume.MountDevice failed for volume "pv-data" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name disk.csi.example not found in the list of registered CSI drivers',
    ]),
  ]),
  edge('SCH-01 ⇒ PRB-07', 'unschedulable-resources', 'pod-pending', unscheduled('web', SCHEDULED_NOWHERE)),
  edge(
    'SCH-04 ⇒ PRB-07',
    'unschedulable-device',
    'pod-pending',
    unscheduled(
      'web',
      '0/2 nodes are available: 2 Insufficient nvidia.com/gpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    ),
  ),
  edge(
    'SCH-06 ⇒ PRB-07',
    'unschedulable-node-selector',
    'pod-pending',
    unscheduled(
      'web',
      "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    ),
  ),
  edge(
    'SCH-16 ⇒ PRB-07',
    'claim-missing',
    'pod-pending',
    unscheduled('web', '0/2 nodes are available: persistentvolumeclaim "data" not found.', withClaim('data')),
  ),
];
