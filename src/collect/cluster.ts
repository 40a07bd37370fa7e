import type { Manifest } from '../bundle-format/manifest.ts';
import { CasefileError } from '../errors.ts';
import { isRecord, recordAt, recordsAt, textAt } from './content/api-object.ts';
import { readText } from './transport/kubectl.ts';
import type { CommandResult, TimeLimits, Transport } from './transport/transport.ts';

export const VERSION_ARGS = ['version', '-o', 'json'] as const;
export const CONFIG_ARGS = ['config', 'view', '--minify', '-o', 'json'] as const;

const LIMITS: TimeLimits = { totalMs: 60_000 };

/** Which cluster is captured, as kubectl sees it. */
export type Cluster = {
  identity: Manifest['cluster'];
  clientVersion: string;
  /** The server's whole version object; empty where the account may not read it. */
  serverVersion: Record<string, unknown>;
  /** Where kubectl looks when no namespace is given: the one place an account without cluster-wide rights surely knows. */
  namespace: string;
  /** The commands that told all this. */
  results: CommandResult<unknown>[];
};

/** Asks who answers. Throws NO_KUBECTL, and NO_CLUSTER where no API server answers. */
export async function connect(kubectl: Transport): Promise<Cluster> {
  const ask = (args: readonly string[]) => kubectl.read({ args }, (bytes) => readText(bytes), LIMITS);
  const version = await ask(VERSION_ARGS);
  const answer = parsed(version.output);
  const serverVersion = recordAt(answer, 'serverVersion');
  const gitVersion = textAt(serverVersion, 'gitVersion');
  // A refusal is an answer: the lists may still be allowed.
  if (gitVersion === '' && !version.stderr.includes('Forbidden')) {
    const detail = version.error ?? version.stderr;
    throw new CasefileError('NO_CLUSTER', 'the cluster does not answer', detail === '' ? {} : { detail });
  }

  const config = await ask(CONFIG_ARGS);
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
    // Within a pod there is no kubeconfig to view, and nothing is missing.
    results: [version, { ...config, error: undefined }],
  };
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
