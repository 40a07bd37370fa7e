import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago } from '../check.ts';
import type { Story } from '../stories/bundle.ts';
import { together } from '../stories/bundle.ts';
import { application, applicationOf } from './argocd.ts';
import { crashes, DAY, made, merged } from './objects.ts';
import { claim, secret, service, workload } from './workload.ts';

/** A component of the platform: how it is deployed, and what it writes while all is well. */
type Component = {
  namespace: string;
  image: string;
  port: number;
  kind?: 'StatefulSet';
  env?: JsonObject[];
  /** Lines that come again and again; `@` stands for the time. */
  routine: string[];
};

const url = (name: string, value: string) => ({ name, value });

const COMPONENTS = {
  postgresql: {
    namespace: 'data',
    image: 'docker.io/library/postgres:16',
    port: 5432,
    kind: 'StatefulSet',
    routine: [
      '@ UTC [27] LOG:  checkpoint starting: time',
      '@ UTC [27] LOG:  checkpoint complete: wrote 42 buffers (0.3%); 0 WAL file(s) added, 0 removed, 0 recycled; write=4.1 s, sync=0.004 s, total=4.2 s',
    ],
  },
  redis: {
    namespace: 'data',
    image: 'docker.io/library/redis:7.2',
    port: 6379,
    kind: 'StatefulSet',
    routine: ['1:M @ * Background saving terminated with success'],
  },
  minio: {
    namespace: 'data',
    image: 'quay.io/minio/minio:RELEASE.2025-04-22T22-12-26Z',
    port: 9000,
    kind: 'StatefulSet',
    routine: ['API: http://10.42.3.9:9000  http://127.0.0.1:9000'],
  },
  openbao: {
    namespace: 'security',
    image: 'quay.io/openbao/openbao:2.3.1',
    port: 8200,
    kind: 'StatefulSet',
    routine: ['@ [INFO]  core: vault is unsealed'],
  },
  keycloak: {
    namespace: 'identity',
    image: 'quay.io/keycloak/keycloak:26.3.1',
    port: 8080,
    kind: 'StatefulSet',
    env: [url('KC_DB_URL_HOST', 'postgresql.data.svc.cluster.local')],
    routine: [
      '@ INFO  [org.keycloak.events] (executor-thread-12) type="REFRESH_TOKEN", realmName="platform", clientId="grafana", userId="5b1c", ipAddress="10.42.2.1"',
      '@ WARN  [org.keycloak.events] (executor-thread-9) type="LOGIN_ERROR", realmName="platform", clientId="grafana", userId="5b1c", ipAddress="10.42.2.1", error="invalid_user_credentials"',
    ],
  },
  openfga: {
    namespace: 'identity',
    image: 'docker.io/openfga/openfga:v1.9.2',
    port: 8081,
    env: [url('OPENFGA_DATASTORE_URI', 'postgres://openfga@postgresql.data.svc.cluster.local:5432/openfga')],
    routine: [
      '{"level":"info","timestamp":"@","msg":"grpc_req_complete","grpc_service":"openfga.v1.OpenFGAService","grpc_method":"Check","grpc_code":0}',
    ],
  },
  apisix: {
    namespace: 'ingress',
    image: 'docker.io/apache/apisix:3.13.0-debian',
    port: 9080,
    routine: [
      '10.42.0.1 - - [01/Mar/2026:11:58:00 +0000] llm-backend.corp.example "POST /v1/chat/completions HTTP/1.1" 200 812 0.412 "-" "python-httpx/0.28" 10.42.2.7:4000 200 0.410',
    ],
  },
  'external-dns': {
    namespace: 'ingress',
    image: 'registry.k8s.io/external-dns/external-dns:v0.18.0',
    port: 7979,
    routine: ['time="@" level=info msg="All records are already up to date"'],
  },
  harbor: {
    namespace: 'registry',
    image: 'docker.io/goharbor/harbor-core:v2.13.1',
    port: 8080,
    env: [url('POSTGRESQL_HOST', 'postgresql.data.svc.cluster.local')],
    routine: [
      '@ [INFO] [/server/middleware/security/robot.go:71]: a robot security context generated for request GET /service/token',
    ],
  },
  litellm: {
    namespace: 'coreai',
    image: 'ghcr.io/berriai/litellm:main-v1.74.0',
    port: 4000,
    env: [url('DATABASE_HOST', 'postgresql.data.svc.cluster.local')],
    routine: [
      'INFO:     10.42.3.1:42832 - "GET /health/liveliness HTTP/1.1" 200 OK',
      'INFO:     10.42.3.9:51022 - "POST /v1/chat/completions HTTP/1.1" 200 OK',
    ],
  },
  'llm-backend': {
    namespace: 'coreai',
    image: 'registry.corp.example/platform/llm-backend:2.1.0',
    port: 8000,
    env: [url('LITELLM_URL', 'http://litellm.coreai.svc.cluster.local:4000')],
    routine: ['INFO:     10.42.3.9:51022 - "POST /v1/chat/completions HTTP/1.1" 200 OK'],
  },
  chat: {
    namespace: 'apps',
    image: 'registry.corp.example/apps/chat:1.4.2',
    port: 8000,
    env: [url('OPENAI_BASE_URL', 'https://llm-backend.corp.example/v1')],
    routine: ['INFO:     10.42.3.1:42832 - "GET /healthz HTTP/1.1" 200 OK'],
  },
  vllm: {
    namespace: 'models',
    image: 'docker.io/vllm/vllm-openai:v0.10.0',
    port: 8000,
    routine: [
      'INFO @ [loggers.py:118] Engine 000: Avg prompt throughput: 12.1 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache usage: 0.4%',
    ],
  },
  grafana: {
    namespace: 'observability',
    image: 'docker.io/grafana/grafana:12.1.0',
    port: 3000,
    routine: ['logger=cleanup t=@ level=info msg="Completed cleanup jobs" duration=11.2ms'],
  },
  prometheus: {
    namespace: 'observability',
    image: 'quay.io/prometheus/prometheus:v3.5.0',
    port: 9090,
    kind: 'StatefulSet',
    routine: ['time=@ level=INFO source=head.go:1412 msg="Head GC completed" caller=truncateMemory duration=3.4ms'],
  },
  loki: {
    namespace: 'observability',
    image: 'docker.io/grafana/loki:3.5.3',
    port: 3100,
    kind: 'StatefulSet',
    routine: ['level=info ts=@ caller=table_manager.go:228 index-store=tsdb msg="syncing tables"'],
  },
  tempo: {
    namespace: 'observability',
    image: 'docker.io/grafana/tempo:2.8.1',
    port: 3200,
    kind: 'StatefulSet',
    routine: ['level=info ts=@ caller=poller.go:173 msg="blocklist poll complete" seconds=0.02'],
  },
  alloy: {
    namespace: 'observability',
    image: 'docker.io/grafana/alloy:v1.10.1',
    port: 12345,
    routine: ['ts=@ level=info msg="rotated positions" component_id=loki.source.kubernetes.pods'],
  },
} satisfies Record<string, Component>;

export type ComponentName = keyof typeof COMPONENTS;
type Change = Pick<Parameters<typeof workload>[0], 'pods' | 'spec'> & {
  env?: JsonObject[];
  annotations?: Record<string, string>;
  logs?: string[];
  previous?: string[];
};

const NAMESPACES = [...new Set(Object.values(COMPONENTS).map(({ namespace }) => namespace))];

/** The whole platform with a day of its logs, each component as its Application deploys it, apart from the changes. */
export function platform(changes: Partial<Record<ComponentName, Change>> = {}): Story {
  const names = Object.keys(COMPONENTS) as ComponentName[];
  return together(
    {
      objects: NAMESPACES.flatMap((name) => [
        made('v1', 'Namespace', { name }, { status: { phase: 'Active' } }),
        made('v1', 'ServiceAccount', { name: 'default', namespace: name }),
      ]),
    },
    application('platform', 'argocd'),
    ...names.map((name) => componentStory(name, COMPONENTS[name], changes[name])),
    ingressTo('llm-backend', 'coreai', 8000),
    ingressTo('keycloak', 'identity', 8080),
  );
}

function componentStory(name: ComponentName, component: Component, change: Change = {}): Story {
  const { namespace, image, port, kind, env = [], routine } = component;
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
  const group = `apps/${kind ?? 'Deployment'}`;
  const tracking = { 'argocd.argoproj.io/tracking-id': `${name}:${group}:${namespace}/${name}` };
  const pod = kind ? `${name}-0` : `${name}-7d9c8b6f54-x2kqv`;
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: `data-${name}-0` } }];
  const stream = `${namespace}/${pod}/${name}`;
  return {
    objects: [
      ...workload({
        namespace,
        name,
        ...(kind ? { kind } : {}),
        labels,
        annotations: change.annotations ?? tracking,
        container: { name, image, ports: [{ name: 'main', containerPort: port }], env: change.env ?? env },
        spec: merged(kind ? { volumes } : {}, change.spec),
        ...(change.pods === undefined ? {} : { pods: change.pods }),
      }),
      service(name, namespace, labels, [{ name: 'main', port, targetPort: 'main', protocol: 'TCP' }]),
      secret(`${name}-credentials`, namespace, { password: 32 }),
      ...(kind ? [claim(`data-${name}-0`, namespace)] : []),
      applicationOf(name, namespace, {
        status: {
          resources: [{ group: 'apps', version: 'v1', kind: kind ?? 'Deployment', namespace, name, status: 'Synced' }],
        },
      }),
    ],
    logs: {
      [stream]: change.logs ?? dayOf(routine),
      ...(change.previous ? { [`${stream}-previous`]: change.previous } : {}),
    },
  };
}

/** The routine of a day, every ten minutes. */
function dayOf(routine: string[]): string[] {
  return Array.from({ length: 144 }, (_, index) => ago(DAY - index * 600)).flatMap((time) =>
    routine.map((text) => text.replaceAll('@', time)),
  );
}

function ingressTo(name: string, namespace: string, port: number): Story {
  const backend = { service: { name, port: { number: port } } };
  const rules = [{ host: `${name}.corp.example`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }];
  return {
    objects: [
      made(
        'networking.k8s.io/v1',
        'Ingress',
        { name, namespace },
        { spec: { ingressClassName: 'nginx', rules }, status: { loadBalancer: { ingress: [{ ip: '192.0.2.40' }] } } },
      ),
    ],
  };
}

/** A component that ends at every start with these lines. */
export function dying(...previous: string[]): Change {
  return { pods: { ready: false, status: crashes() }, logs: [], previous };
}

/** A component that is up and says this again and again. */
export function saying(...lines: string[]): Change {
  return { logs: Array.from({ length: 30 }, () => lines).flat() };
}
