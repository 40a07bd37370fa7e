import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, object } from '../../check.ts';
import { clusterObject, node } from '../cluster.ts';
import { condition, deployment, event, ingress, service } from '../workloads.ts';
import { noise } from './noise.ts';

const TRUE_FALSE = ['True', 'False'] as const;

/** Nodes, network, certificates and Argo CD. */
export const CLUSTER_NOISE = [
  noise('a node that was restarted and is back', 'node-not-ready', ['True', 'Unknown'], (status) => {
    const back = node('node-a', {
      conditions: {
        Ready: {
          status,
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
          lastTransitionTime: ago(1200),
        },
      },
    });
    return [
      back,
      node('node-b'),
      event(back, 'Rebooted', 'Node node-a has been rebooted, boot id: 0a1b2c3d', { seconds: 1500 }),
    ];
  }),

  noise('conditions of a node that nobody knows, all good', 'node-kernel-condition', ['False', 'True'], (status) => [
    node('node-a', {
      conditions: {
        FrequentKubeletRestart: { status: 'False', reason: 'NoFrequentKubeletRestart' },
        KernelDeadlock: { status, reason: 'KernelHasNoDeadlock', message: 'kernel has no deadlock' },
        VendorAgentReady: { status: 'True' },
        VendorDegraded: { status: 'Unknown' },
      },
    }),
    node('node-b'),
  ]),

  noise(
    'a node that was short of disk until images were deleted',
    'node-disk-not-freed',
    ['False', 'True'],
    (status) => {
      const full = node('node-a', {
        conditions: {
          DiskPressure: { status, reason: 'KubeletHasDiskPressure', message: 'kubelet has disk pressure' },
        },
      });
      return [
        full,
        node('node-b'),
        event(
          full,
          'FreeDiskSpaceFailed',
          "Insufficient free disk space on the node's image filesystem (91.2% of 20 GiB used). Failed to free sufficient space by deleting unused images (freed 1234 bytes).",
        ),
      ];
    },
  ),

  noise('a cordoned node', 'node-not-ready', TRUE_FALSE, (status) => [
    node('node-a', {
      spec: { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
      conditions: { Ready: { status, reason: 'KubeletNotReady', message: 'container runtime is down' } },
    }),
    node('node-b'),
  ]),

  noise(
    'an ExternalName Service with a selector of old',
    'service-selector-unmatched',
    ['ExternalName', 'ClusterIP'],
    (type) => [
      service('billing', { type, externalName: 'billing.example.com', selector: { app: 'gone' } }),
      ingress('billing'),
    ],
  ),

  noise(
    'a headless Service with addresses written by hand',
    'service-selector-unmatched',
    [{}, { app: 'gone' }] as [JsonObject, JsonObject],
    (selector) => [service('mainframe', { clusterIP: 'None', selector }), ingress('mainframe')],
  ),

  noise('an Ingress that is served, whose class was deleted since', 'ingress-class-missing', [1, 0], (addresses) => [
    ...deployment('web'),
    service('web'),
    {
      ...ingress('web', { spec: { ingressClassName: 'retired' } }),
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }].slice(0, addresses) } },
    },
  ]),

  noise(
    'a load balancer that was set up at the second try',
    'load-balancer-failed',
    [[{ ip: '192.0.2.7' }], []] as [JsonObject[], JsonObject[]],
    (ingresses) => {
      const front = { ...service('web', { type: 'LoadBalancer' }), status: { loadBalancer: { ingress: ingresses } } };
      return [
        ...deployment('web'),
        front,
        event(
          front,
          'SyncLoadBalancerFailed',
          'Error syncing load balancer: failed to ensure load balancer: googleapi: Error 503: backend error',
        ),
      ];
    },
  ),

  noise('a certificate that is being renewed', 'certificate-not-issued', TRUE_FALSE, (status) => [
    {
      ...object(
        'Certificate',
        'web',
        { spec: { secretName: 'web-tls', dnsNames: ['web.example'] } },
        'cert-manager.io/v1',
      ),
      status: {
        notAfter: ago(-20 * 86_400),
        renewalTime: ago(600),
        conditions: [
          condition('Ready', status, 'DoesNotExist', 'Issuing certificate as Secret does not exist'),
          condition('Issuing', status, 'Renewing', 'Renewing certificate as renewal was scheduled'),
        ],
      },
    },
  ]),

  noise('an ACME challenge that was met', 'acme-challenge-failed', ['valid', 'pending'], (state) => [
    object(
      'Challenge',
      'web-1',
      {
        spec: { dnsName: 'web.example', type: 'HTTP-01' },
        status: { state, reason: "Waiting for HTTP-01 challenge propagation: wrong status code '404', expected '200'" },
      },
      'acme.cert-manager.io/v1',
    ),
  ]),

  noise('an API that was not served while its pod started', 'api-service-unavailable', TRUE_FALSE, (status) => [
    clusterObject(
      'APIService',
      'v1beta1.metrics.k8s.io',
      {
        spec: {
          service: { name: 'metrics-server', namespace: 'kube-system' },
          group: 'metrics.k8s.io',
          version: 'v1beta1',
        },
        status: {
          conditions: [
            {
              type: 'Available',
              status,
              reason: 'FailedDiscoveryCheck',
              message:
                'failing or missing response from https://10.96.7.7:443/apis/metrics.k8s.io/v1beta1: Get "https://10.96.7.7:443/apis": context deadline exceeded',
            },
          ],
        },
      },
      'apiregistration.k8s.io/v1',
    ),
  ]),

  noise('a namespace that goes away in its own time', 'namespace-stuck', ['False', 'True'], (status) => [
    clusterObject('Namespace', 'old', {
      status: {
        phase: 'Terminating',
        conditions: [
          {
            type: 'NamespaceFinalizersRemaining',
            status,
            reason: 'SomeFinalizersRemain',
            message:
              'Some content in the namespace has finalizers remaining: guard.example/protect in 2 resource instances',
          },
        ],
      },
    }),
  ]),

  noise(
    'an application that is not yet what Git says',
    'argocd-application-degraded',
    ['Healthy', 'Degraded'],
    (health) => [
      object(
        'Application',
        'shop',
        {
          spec: {
            project: 'default',
            source: { repoURL: 'https://git.example/shop', path: 'deploy', targetRevision: 'main' },
            destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
          },
          status: {
            sync: { status: 'OutOfSync' },
            health: { status: health },
            operationState: { phase: 'Succeeded', finishedAt: ago(900) },
          },
        },
        'argoproj.io/v1alpha1',
      ),
    ],
  ),

  noise('a failed sync that was made good by other means', 'argocd-sync-failed', ['Synced', 'OutOfSync'], (sync) => [
    object(
      'Application',
      'shop',
      {
        spec: {
          project: 'default',
          source: { repoURL: 'https://git.example/shop', path: 'deploy', targetRevision: 'main' },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        },
        status: {
          sync: { status: sync },
          health: { status: 'Healthy' },
          operationState: {
            phase: 'Failed',
            message: 'one or more objects failed to apply, reason: timed out (retried 2 times).',
            retryCount: 2,
            finishedAt: ago(900),
          },
        },
      },
      'argoproj.io/v1alpha1',
    ),
  ]),
];
