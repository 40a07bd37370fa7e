import type { Manifest } from '../bundle-format/manifest.ts';
import { CasefileError } from '../errors.ts';
import { isRecord, recordAt, recordsAt, textAt } from './api-object.ts';
import type { Kubectl, KubectlResult, TimeLimits } from './kubectl.ts';
import { readText } from './kubectl.ts';
import type { Served } from './plan.ts';

export const VERSION_ARGS = ['version', '-o', 'json'] as const;
export const CONFIG_ARGS = ['config', 'view', '--minify', '-o', 'json'] as const;
export const DISCOVERY_ARGS = ['api-resources', '--verbs=list', '-o', 'name'] as const;

const LIMITS: TimeLimits = { totalMs: 60_000 };

/** Which cluster is captured, as kubectl sees it. */
export type Cluster = {
  identity: Manifest['cluster'];
  clientVersion: string;
  /** The server's whole version object; empty where the account may not read it. */
  serverVersion: Record<string, unknown>;
  /** Where kubectl looks when no namespace is given: the one place an account without cluster-wide rights surely knows. */
  namespace: string;
  served: Served;
  /** The commands that told all this. */
  results: KubectlResult<unknown>[];
};

/** Asks who answers, and what is served. Throws NO_KUBECTL, and NO_CLUSTER where no API server answers. */
export async function connect(kubectl: Kubectl): Promise<Cluster> {
  const version = await kubectl.run(VERSION_ARGS, readText, LIMITS);
  const answer = parsed(version.output);
  const serverVersion = recordAt(answer, 'serverVersion');
  const gitVersion = textAt(serverVersion, 'gitVersion');
  // A refusal is an answer: the lists may still be allowed.
  if (gitVersion === '' && !version.stderr.includes('Forbidden')) {
    const detail = version.error ?? version.stderr;
    throw new CasefileError('NO_CLUSTER', 'the cluster does not answer', detail === '' ? {} : { detail });
  }

  const config = await kubectl.run(CONFIG_ARGS, readText, LIMITS);
  const discovery = await kubectl.run(DISCOVERY_ARGS, readText, LIMITS);
  const [context = {}] = recordsAt(parsed(config.output), 'contexts');
  const [cluster = {}] = recordsAt(parsed(config.output), 'clusters');
  const known = {
    name: textAt(context, 'context', 'cluster'),
    context: textAt(context, 'name'),
    server: textAt(cluster, 'cluster', 'server'),
    version: gitVersion,
  };
  return {
    identity: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== '')),
    clientVersion: textAt(answer, 'clientVersion', 'gitVersion'),
    serverVersion,
    namespace: textAt(context, 'context', 'namespace') || 'default',
    served: servedNames(discovery.output),
    // Within a pod there is no kubeconfig to view, and nothing is missing.
    results: [version, { ...config, error: undefined }, discovery],
  };
}

/** A group whose server is down makes the command fail, but leaves the others on standard output. */
function servedNames(output = ''): Served {
  const names = output.split('\n').filter((line) => line !== '');
  return names.length === 0 ? undefined : new Set(names);
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isRecord(value) ? value : {};
  } catch {
    // Not JSON: kubectl printed an error instead, which its exit code and standard error tell better.
    return {};
  }
}
