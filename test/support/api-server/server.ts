import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { Answer } from './answers.ts';
import { failure, forbidden, json, NOT_FOUND } from './answers.ts';
import { discover } from './discovery.ts';
import type { Logs } from './logs.ts';
import { podLog } from './logs.ts';
import type { KubernetesObject } from './objects.ts';
import { uidOf } from './objects.ts';
import type { Resource } from './resources.ts';
import { resourcesOf } from './resources.ts';
import { matchesFields, matchesLabels } from './selectors.ts';
import { tableOf } from './tables.ts';

type ApiRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Of the resource that is asked for; undefined for discovery and the like. */
  target?: Target;
  /** Bytes, one a character. */
  body?: string;
};

export type Target = { resource: Resource; namespace?: string; name?: string; subresource?: string };

export type ApiServerOptions = {
  objects: readonly KubernetesObject[];
  logs?: Logs;
  /** The built-in kinds that it serves; all where absent. */
  serves?: readonly string[];
  /** Answered with 403 where it returns true. */
  denies?: (target: Target) => boolean;
  /** Speaks before everything else: misbehaves in whatever way a test needs. */
  intercept?: (request: ApiRequest, response: ServerResponse) => Answer | 'handled' | undefined;
  gitVersion?: string;
  /** Every answer comes so much later. */
  latencyMs?: number;
};

export type ApiServer = { url: string; requests: ApiRequest[]; close(): Promise<void> };

/** A Kubernetes API server on 127.0.0.1 that serves these objects, read-only, to the real kubectl. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const objects = options.objects.map((object) => ({
    ...object,
    metadata: { uid: uidOf(object), creationTimestamp: '2026-03-01T09:00:00Z', ...object.metadata },
  }));
  const resources = resourcesOf(objects, options.serves);
  const requests: ApiRequest[] = [];

  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await requestOf(incoming, resources);
    requests.push(request);
    if (options.latencyMs !== undefined) await setTimeout(options.latencyMs);
    const world = { ...options, objects, resources };
    const answer = options.intercept?.(request, response) ?? answerTo(request, incoming, world);
    if (answer !== 'handled') send(response, answer);
  };
  const server = createServer((incoming, response) => {
    // kubectl prints it, so that a fault of this server is seen in the test that meets it.
    respond(incoming, response).catch((error) => send(response, failure(500, 'InternalError', String(error))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close: () => closeServer(server) };
}

type World = ApiServerOptions & { objects: KubernetesObject[]; resources: Resource[] };

function answerTo(request: ApiRequest, incoming: IncomingMessage, world: World): Answer {
  const { path, target, query } = request;
  const accept = incoming.headers.accept ?? '';
  if (path === '/version') return version(world.gitVersion ?? 'v1.32.4');
  if (path.endsWith('/selfsubjectrulesreviews'))
    return rulesReview(reviewedNamespace(request.body ?? '', world), world);
  if (request.method !== 'GET') return failure(405, 'MethodNotAllowed', 'this server only reads');
  const discovered = discover(path, accept, world.resources);
  if (discovered) return discovered;
  if (!target) return NOT_FOUND;

  const { resource, namespace, name, subresource } = target;
  if (world.denies?.(target)) {
    return forbidden(name === undefined ? 'list' : 'get', resource.plural, resource.group, namespace);
  }
  const all = world.objects.filter(
    (object) => isOf(object, resource) && (namespace === undefined || object.metadata.namespace === namespace),
  );
  if (name === undefined) return list(all, resource, query, accept);

  const found = all.find((object) => object.metadata.name === name);
  if (!found) return failure(404, 'NotFound', `${resource.plural} "${name}" not found`);
  if (subresource === 'log') return podLog(world.logs ?? {}, namespace ?? '', name, query);
  return json(accept.includes('as=Table') ? tableOf([found], resource.kind, {}) : found);
}

function list(all: readonly KubernetesObject[], resource: Resource, query: URLSearchParams, accept: string): Answer {
  const matching = all
    .filter((object) => matchesFields(object, query.get('fieldSelector') ?? ''))
    .filter((object) => matchesLabels(object, query.get('labelSelector') ?? ''));
  const from = Number(query.get('continue') ?? 0);
  const to = from + (Number(query.get('limit') ?? 0) || matching.length);
  const page = matching.slice(from, to);
  const rest = matching.length - to;
  const metadata = { resourceVersion: '1', ...(rest > 0 ? { continue: String(to), remainingItemCount: rest } : {}) };
  if (accept.includes('as=Table')) return json(tableOf(page, resource.kind, metadata));
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
  // As a real server does, items of a list carry neither kind nor apiVersion.
  const items = page.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item);
  return json({ kind: `${resource.kind}List`, apiVersion, metadata, items });
}

async function requestOf(incoming: IncomingMessage, resources: readonly Resource[]): Promise<ApiRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const target = targetOf(pathname, resources);
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    ...(target ? { target } : {}),
    ...(incoming.method === 'POST' ? { body: (await buffer(incoming)).toString('latin1') } : {}),
  };
}

/** `/api/v1/...` and `/apis/<group>/<version>/...`, with or without `namespaces/<namespace>`. */
function targetOf(path: string, resources: readonly Resource[]): Target | undefined {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [root, ...rest] = parts;
  const group = root === 'apis' ? (rest.shift() ?? '') : '';
  const version = rest.shift();
  // `namespaces/<name>` alone is the Namespace itself.
  const namespace = rest[0] === 'namespaces' && rest.length > 2 ? rest.splice(0, 2)[1] : undefined;
  const [plural, name, subresource] = rest;
  const resource = resources.find(
    (candidate) => candidate.group === group && candidate.version === version && candidate.plural === plural,
  );
  if (!resource) return undefined;
  return {
    resource,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function isOf({ kind, apiVersion }: KubernetesObject, resource: Resource): boolean {
  return kind === resource.kind && (apiVersion.includes('/') ? apiVersion.split('/')[0] : '') === resource.group;
}

function version(gitVersion: string): Answer {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return json({ major, minor, gitVersion, platform: 'linux/amd64', goVersion: 'go1.23.0' });
}

/** The namespace that a SelfSubjectRulesReview asks about: JSON up to kubectl 1.31, protobuf (length and text) from 1.32. */
function reviewedNamespace(body: string, { objects }: World): string | undefined {
  const names = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  return names.find(
    (name) => body.includes(`"namespace":"${name}"`) || body.includes(`\n${String.fromCharCode(name.length)}${name}`),
  );
}

/** What the account may do in a namespace: to get and list whatever is not denied there. */
function rulesReview(namespace: string | undefined, { resources, denies }: World): Answer {
  const allowed = resources
    .filter(({ namespaced }) => namespaced)
    .filter((resource) => !denies?.({ resource, ...(namespace === undefined ? {} : { namespace }) }));
  return {
    status: 201,
    body: {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: {},
      status: {
        resourceRules: allowed.map(({ group, plural }) => ({
          verbs: ['get', 'list'],
          apiGroups: [group],
          resources: [plural],
        })),
        nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }],
        incomplete: false,
      },
    },
  };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const content = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(content);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
