import { expect, test } from 'vitest';
import { conditions, judge } from './judge.ts';

const on = (short: string) => `status: {${conditions(short)}}`;
const address = 'status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}';

/** `[type, [story, body, health]...]`: every branch of the upstream rule of each kind. */
const KINDS: Record<string, [story: string, body: string, health: string][]> = {
  'batch/v1 Job': [
    ['done', on('Complete=True'), 'Healthy'],
    ['failed', on('Failed=True (BackoffLimitExceeded)'), 'Degraded'],
    ['failed, whatever the status says', on('Failed=False'), 'Degraded'],
    ['suspended', on('Suspended=True'), 'Suspended'],
    ['resumed counts as done', on('Suspended=False'), 'Healthy'],
    ['at work', 'status: {active: 1}', 'Progressing'],
  ],
  'batch/v1 CronJob': [
    ['suspended', 'spec: {suspend: true}', 'Healthy'],
    ['no status', 'spec: {}', 'Progressing'],
    ['not scheduled yet', 'status: {}', 'Healthy'],
    ['never succeeded', 'status: {lastScheduleTime: "2026-03-01T11:00:00Z"}', 'Healthy'],
    [
      'the last run failed',
      'status: {lastScheduleTime: "2026-03-01T11:00:00Z", lastSuccessfulTime: "2026-03-01T10:00:05Z"}',
      'Degraded',
    ],
    [
      'the last run is on its way',
      'status: {active: [{name: a}], lastScheduleTime: "2026-03-01T11:00:00Z", lastSuccessfulTime: "2026-03-01T10:00:05Z"}',
      'Healthy',
    ],
    [
      'the last run succeeded',
      'status: {lastScheduleTime: "2026-03-01T11:00:00Z", lastSuccessfulTime: "2026-03-01T11:00:05Z"}',
      'Healthy',
    ],
  ],
  'argoproj.io/v1alpha1 Workflow': [
    ['done', 'status: {phase: Succeeded}', 'Healthy'],
    ['failed', 'status: {phase: Failed}', 'Degraded'],
    ['in error', 'status: {phase: Error}', 'Degraded'],
    ['not begun', 'status: {}', 'Progressing'],
    ['pending', 'status: {phase: Pending}', 'Progressing'],
    ['running', 'status: {phase: Running}', 'Progressing'],
    ['an unknown phase', 'status: {phase: Odd}', 'Unknown'],
  ],
  'v1 PersistentVolumeClaim': [
    ['bound', 'status: {phase: Bound}', 'Healthy'],
    ['pending', 'status: {phase: Pending}', 'Progressing'],
    ['lost', 'status: {phase: Lost}', 'Degraded'],
    ['an unknown phase', 'status: {phase: Odd}', 'Unknown'],
  ],
  'v1 Service': [
    ['inside the cluster', 'spec: {type: ClusterIP}', 'Healthy'],
    ['a balancer with an address', `spec: {type: LoadBalancer}\n${address}`, 'Healthy'],
    ['a balancer without one', 'spec: {type: LoadBalancer}\nstatus: {loadBalancer: {}}', 'Progressing'],
  ],
  'networking.k8s.io/v1 Ingress': [
    ['with an address', address, 'Healthy'],
    ['without one', 'status: {loadBalancer: {}}', 'Progressing'],
  ],
  'autoscaling/v2 HorizontalPodAutoscaler': [
    ['able to scale', on('AbleToScale=True (ReadyForNewScale), ScalingActive=True (ValidMetricFound)'), 'Healthy'],
    ['at its limit', on('ScalingLimited=True (TooManyReplicas)'), 'Healthy'],
    ['no metrics', on('AbleToScale=True, ScalingActive=False (FailedGetResourceMetric)'), 'Degraded'],
    ['no object metric', on('ScalingActive=False (FailedGetObjectMetric)'), 'Degraded'],
    ['no pods metric', on('ScalingActive=False (FailedGetPodsMetric)'), 'Degraded'],
    ['no external metric', on('ScalingActive=False (FailedGetExternalMetric)'), 'Degraded'],
    ['no replicas to be had from metrics', on('ScalingActive=False (FailedComputeMetricsReplicas)'), 'Degraded'],
    ['a selector that is none', on('ScalingActive=False (InvalidSelector)'), 'Degraded'],
    ['no target', on('AbleToScale=False (FailedGetScale)'), 'Degraded'],
    ['the target refuses', on('AbleToScale=False (FailedUpdateScale)'), 'Degraded'],
    ['no conditions', 'status: {}', 'Progressing'],
    ['switched off', on('ScalingActive=False (ScalingDisabled)'), 'Progressing'],
  ],
  'autoscaling/v1 HorizontalPodAutoscaler': [
    [
      'conditions in an annotation',
      `metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '[{"type":"ScalingActive","status":"False","reason":"FailedGetResourceMetric"}]'}}`,
      'Degraded',
    ],
    [
      'an annotation that was cut',
      `metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '[{"ty'}}`,
      'Progressing',
    ],
  ],
  'apiregistration.k8s.io/v1 APIService': [
    ['available', on('Available=True'), 'Healthy'],
    ['not available', on('Available=False (MissingEndpoints)'), 'Progressing'],
    ['no condition', 'status: {}', 'Progressing'],
  ],
  'policy/v1 PodDisruptionBudget': [
    ['room', on('DisruptionAllowed=True (SufficientPods)'), 'Healthy'],
    ['no room', on('DisruptionAllowed=False (InsufficientPods)'), 'Healthy'],
    ['cannot be computed', on('DisruptionAllowed=False (SyncFailed)'), 'Degraded'],
    ['no conditions', 'status: {}', 'Progressing'],
  ],
  'apiextensions.k8s.io/v1 CustomResourceDefinition': [
    ['established', on('NamesAccepted=True, Established=True'), 'Healthy'],
    ['names refused', on('NamesAccepted=False, Established=False'), 'Degraded'],
    ['a schema that is none', on('Established=True, NonStructuralSchema=True'), 'Degraded'],
    ['not established', on('NamesAccepted=True, Established=False'), 'Degraded'],
    ['on its way', on('Established=False (Installing)'), 'Progressing'],
    ['on its way out', on('Established=True, Terminating=True'), 'Progressing'],
    ['no conditions', 'status: {}', 'Progressing'],
  ],
  'cert-manager.io/v1 Certificate': [
    ['ready', on('Ready=True'), 'Healthy'],
    ['not ready', on('Ready=False'), 'Degraded'],
    ['issuing comes first', on('Ready=False, Issuing=True'), 'Progressing'],
    ['no conditions', 'status: {}', 'Progressing'],
  ],
  'postgresql.cnpg.io/v1 Cluster': [
    ['healthy', `status: {phase: Cluster in healthy state, ${conditions('Ready=True')}}`, 'Healthy'],
    ['setting up', `status: {phase: Setting up primary, ${conditions('Ready=False')}}`, 'Progressing'],
    ['a new replica', `status: {phase: Creating a new replica, ${conditions('Ready=False')}}`, 'Progressing'],
    ['failing over', `status: {phase: Failing over, ${conditions('Ready=False')}}`, 'Degraded'],
    ['waiting for a hand', `status: {phase: Waiting for user action, ${conditions('Ready=False')}}`, 'Degraded'],
    [
      'objects refused',
      `status: {phase: Unable to create required cluster objects, ${conditions('Ready=False')}}`,
      'Suspended',
    ],
    ...(
      [
        ['Waiting for the instances to become active', 'Progressing'],
        ['Upgrading cluster', 'Progressing'],
        ['Promoting to primary cluster', 'Progressing'],
        ['Switchover in progress', 'Degraded'],
        ['Upgrading Postgres major version', 'Degraded'],
        ['Cluster upgrade delayed', 'Degraded'],
        ['Primary instance is being restarted in-place', 'Degraded'],
        ['Primary instance is being restarted without a switchover', 'Degraded'],
        ['Cluster cannot execute instance online upgrade due to missing architecture binary', 'Degraded'],
        ['Online upgrade in progress', 'Degraded'],
        ['Applying configuration', 'Degraded'],
        ['Cluster cannot proceed to reconciliation due to an unknown plugin being required', 'Suspended'],
        ['Cluster has incomplete or invalid image catalog', 'Suspended'],
        ['Cluster is unrecoverable and needs manual intervention', 'Suspended'],
      ] as const
    ).map(([phase, health]): [string, string, string] => [
      phase,
      `status: {phase: ${phase}, ${conditions('Ready=False')}}`,
      health,
    ]),
    ['a phase that is not known', `status: {phase: Odd, ${conditions('Ready=False')}}`, 'Unknown'],
    ['hibernating', on('cnpg.io/hibernation=True'), 'Suspended'],
    ['hibernation that does not come', on('cnpg.io/hibernation=False'), 'Degraded'],
    ['switched off', 'metadata: {annotations: {cnpg.io/reconciliationLoop: disabled}}', 'Suspended'],
    ['no status', 'status: {}', 'Progressing'],
  ],
  'k8s.keycloak.org/v2alpha1 Keycloak': [
    ['ready', on('Ready=True, HasErrors=False'), 'Healthy'],
    ['errors', on('Ready=False, HasErrors=True'), 'Degraded'],
    ['neither', on('Ready=False'), 'Progressing'],
    [
      'the oldest transition comes first',
      'status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-03-01T11:00:00Z"}, {type: HasErrors, status: "True", message: m, lastTransitionTime: "2026-03-01T10:00:00Z"}]}',
      'Degraded',
    ],
  ],
  'monitoring.coreos.com/v1 Prometheus': [
    ['available', on('Available=True'), 'Healthy'],
    ['some pods are not ready', on('Available=Degraded (SomePodsNotReady)'), 'Progressing'],
    ['no pods', on('Available=False (NoPodReady)'), 'Degraded'],
    ['not told yet', on('Reconciled=True'), 'Progressing'],
    ['no conditions', 'status: {}', 'Progressing'],
  ],
  'grafana.integreatly.org/v1beta1 Grafana': [
    ['complete', 'status: {stage: complete, stageStatus: success}', 'Healthy'],
    ['failed', 'status: {stage: deployment, stageStatus: failed}', 'Degraded'],
    ['at work', 'status: {stage: deployment, stageStatus: success}', 'Progressing'],
    ['no status', 'status: {}', 'Progressing'],
  ],
  'gateway.networking.k8s.io/v1 Gateway': [
    ['programmed', on('Accepted=True, Programmed=True'), 'Healthy'],
    ['not accepted', on('Accepted=False (Invalid)'), 'Degraded'],
    ['not programmed', on('Accepted=True, Programmed=False'), 'Progressing'],
    [
      'a listener whose references fail',
      `status: {${conditions('Programmed=True')}, listeners: [{${conditions('ResolvedRefs=False')}}]}`,
      'Degraded',
    ],
    [
      'an old verdict',
      'metadata: {generation: 2}\nstatus: {conditions: [{type: Programmed, status: "True", observedGeneration: 1}]}',
      'Progressing',
    ],
    ['no status', 'status: {}', 'Progressing'],
  ],
  'gateway.networking.k8s.io/v1 HTTPRoute': [
    ['accepted', `status: {parents: [{${conditions('Accepted=True, ResolvedRefs=True')}}]}`, 'Healthy'],
    ['no such backend', `status: {parents: [{${conditions('Accepted=True, ResolvedRefs=False')}}]}`, 'Degraded'],
    ['not accepted', `status: {parents: [{${conditions('Accepted=False')}}]}`, 'Degraded'],
    ['not programmed', `status: {parents: [{${conditions('Accepted=True, Programmed=Unknown')}}]}`, 'Progressing'],
    [
      'an old verdict',
      'metadata: {generation: 2}\nstatus: {parents: [{conditions: [{type: Accepted, status: "True", observedGeneration: 1}]}]}',
      'Progressing',
    ],
    ['no parents', 'status: {}', 'Progressing'],
  ],
  'argoproj.io/v1alpha1 Rollout': [
    ['healthy', 'status: {phase: Healthy}', 'Healthy'],
    ['paused', 'status: {phase: Paused}', 'Suspended'],
    ['degraded', 'status: {phase: Degraded}', 'Degraded'],
    ['at work', 'status: {phase: Progressing}', 'Progressing'],
    [
      'not observed comes first',
      'metadata: {generation: 3}\nstatus: {phase: Healthy, observedGeneration: "2"}',
      'Progressing',
    ],
    ['old: a spec that is none', on('InvalidSpec=True'), 'Degraded'],
    ['old: aborted', on('Progressing=False (RolloutAborted)'), 'Degraded'],
    ['old: its deadline is over', on('Progressing=False (ProgressDeadlineExceeded)'), 'Degraded'],
    ['old: paused', 'spec: {paused: true}', 'Suspended'],
    ['old: held by a pause', 'status: {pauseConditions: [{reason: CanaryPauseStep}]}', 'Suspended'],
    ['old: not updated', 'spec: {replicas: 2}\nstatus: {updatedReplicas: 1}', 'Progressing'],
    ['old: not available', 'spec: {replicas: 1}\nstatus: {updatedReplicas: 1}', 'Progressing'],
    [
      'old: blue-green not switched',
      'spec: {strategy: {blueGreen: {activeService: a}}}\nstatus: {currentPodHash: b, blueGreen: {activeSelector: a}}',
      'Progressing',
    ],
    [
      'old: blue-green switched',
      'spec: {strategy: {blueGreen: {activeService: a}}}\nstatus: {currentPodHash: b, blueGreen: {activeSelector: b}}',
      'Healthy',
    ],
    [
      'old: canary steps are left',
      'spec: {strategy: {canary: {steps: [{setWeight: 5}]}}}\nstatus: {currentPodHash: b, stableRS: a}',
      'Progressing',
    ],
    [
      'old: canary done',
      'spec: {strategy: {canary: {steps: [{setWeight: 5}]}}}\nstatus: {currentPodHash: b, stableRS: b}',
      'Healthy',
    ],
  ],
  'argoproj.io/v1alpha1 ApplicationSet': [
    ['up to date', on('ErrorOccurred=False, ResourcesUpToDate=True'), 'Healthy'],
    ['an error', on('ErrorOccurred=True, ResourcesUpToDate=True'), 'Degraded'],
    ['not up to date', on('ResourcesUpToDate=False'), 'Degraded'],
    ['rolling out', on('ResourcesUpToDate=True, RolloutProgressing=True'), 'Progressing'],
    ['no status', 'status: {}', 'Progressing'],
  ],
  'serving.kserve.io/v1beta1 InferenceService': [
    ['all true', on('PredictorReady=True, Ready=True, Stopped=False'), 'Healthy'],
    ['stopped', on('Ready=False, Stopped=True'), 'Suspended'],
    [
      'a model that cannot be loaded',
      `status: {modelStatus: {transitionStatus: BlockedByFailedLoad}, ${conditions('Ready=False')}}`,
      'Degraded',
    ],
    [
      'a model on its way',
      `status: {modelStatus: {transitionStatus: InProgress}, ${conditions('Ready=True')}}`,
      'Progressing',
    ],
    ['not known yet', on('Ready=Unknown'), 'Progressing'],
    ['a part that is not ready', on('PredictorReady=False, Ready=True'), 'Progressing'],
    ['whether it is stopped is not known', on('Ready=True, Stopped=Unknown'), 'Progressing'],
    [
      'a model that is up to date',
      `status: {modelStatus: {transitionStatus: UpToDate}, ${conditions('Ready=True')}}`,
      'Healthy',
    ],
    ['no status', 'status: {}', 'Progressing'],
  ],
  'minio.min.io/v2 Tenant': [
    ['initialized', 'status: {currentState: Initialized}', 'Healthy'],
    ['provisioning', 'status: {currentState: Provisioning MinIO Statefulset}', 'Progressing'],
    ['waiting', 'status: {currentState: Waiting for Tenant to be healthy}', 'Progressing'],
    ['updating', 'status: {currentState: Updating MinIO Version}', 'Progressing'],
    ['not its own', 'status: {currentState: Statefulset not controlled by operator}', 'Degraded'],
    ['a second one', 'status: {currentState: Another MinIO Tenant already exists in the namespace}', 'Degraded'],
    ['no credentials', 'status: {currentState: Tenant credentials are not set properly}', 'Degraded'],
    ['versions differ', 'status: {currentState: Different versions across MinIO Pools}', 'Degraded'],
    ['a pool that may not go', 'status: {currentState: Pool Decommissioning Not Allowed}', 'Degraded'],
    ['restarting', 'status: {currentState: Restarting MinIO}', 'Progressing'],
    ['a state that is not known', 'status: {currentState: Odd}', 'Progressing'],
    ['no status', 'status: {}', 'Progressing'],
  ],
};

const READY: Record<string, string> = {
  'cert-manager.io/v1 Issuer': 'Ready',
  'cert-manager.io/v1 ClusterIssuer': 'Ready',
  'external-secrets.io/v1 ExternalSecret': 'Ready',
  'external-secrets.io/v1 SecretStore': 'Ready',
  'external-secrets.io/v1 ClusterSecretStore': 'Ready',
  'bitnami.com/v1alpha1 SealedSecret': 'Synced',
};

const rows = Object.entries(KINDS).flatMap(([type, cases]) => cases.map((one) => [type, ...one] as const));
test.each(rows)('%s: %s', (type, _, body, health) => expect(judge(type, body)).toBe(health));

test.each(Object.entries(READY))('%s: its condition %s decides', (type, condition) => {
  expect(judge(type, on(`${condition}=True`))).toBe('Healthy');
  expect(judge(type, on(`${condition}=False`))).toBe('Degraded');
  expect(judge(type, on(`${condition}=Unknown`))).toBe('Progressing');
  expect(judge(type, 'status: {}')).toBe('Progressing');
});
