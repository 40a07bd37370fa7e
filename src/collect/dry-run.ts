import { KINDS } from '../bundle-format/kinds.ts';
import { CONFIG_ARGS, VERSION_ARGS } from './cluster.ts';
import { DISCOVERY_PATHS, rawRequest } from './discovery.ts';
import type { CollectOptions } from './options.ts';
import { scopeOf } from './options.ts';
import type { Capture } from './plan/capture.ts';
import { createInventory } from './plan/inventory.ts';
import { planLists, planManaged, planNamespaces } from './plan/lists.ts';
import type { PodLog } from './plan/log-streams.ts';
import { planLogs } from './plan/logs.ts';
import { PROFILES, takesArgocd, takesPart } from './plan/selection.ts';
import { planTexts } from './plan/texts.ts';
import { PROXY_ARGS } from './proxy/start-proxy.ts';

const LOGS = {
  all: 'logs of every container, those in trouble first; the previous one where it restarted',
  troubled: 'logs of every container that is not ready or has restarted',
};

/**
 * Every command of a capture, a line each, without asking the cluster anything. What depends on its answers is written
 * with placeholders in angle brackets: one such command runs for each name that is found.
 */
export function dryRun(options: CollectOptions, command: (args: readonly string[]) => string): string {
  const { selection } = options;
  const scope = scopeOf(options);
  const found = scope.length > 0 ? scope : ['<namespace>'];
  const inventory = createInventory(found);
  for (const namespace of found) inventory.pods.set(namespace, { count: 1, troubled: [] });
  for (const { kind } of KINDS) inventory.counts.set(kind, new Map(found.map((namespace) => [namespace, 1])));
  const custom = customTitle(options);
  const within = scope.length > 0 ? ['-n', '<namespace>'] : ['-A'];

  const section = (title: string, commands: readonly (readonly string[])[]) =>
    commands.length === 0
      ? []
      : [`# ${title}`, ...commands.map((args) => command(args).replaceAll(/'(<[\w-]+>)'/g, '$1')), ''];
  const argsOf = (captures: readonly Capture[]) => captures.map(({ args }) => args);
  return [
    ...section('connect', [VERSION_ARGS, CONFIG_ARGS]),
    ...(options.proxy
      ? section('lists and logs are read through this; each line below is the command that gives the same', [
          ['proxy', '--unix-socket=<private-socket>', ...PROXY_ARGS],
        ])
      : []),
    ...section('what the cluster serves', [
      ...DISCOVERY_PATHS.map((path) => rawRequest(path).args),
      rawRequest('/apis/<group>/<version>').args,
    ]),
    ...section('lists of what the cluster serves; a list that is refused is asked again for each namespace', [
      ...argsOf(planNamespaces(options)),
      ...argsOf(planLists(options, undefined)),
      ...argsOf(planManaged(options, undefined, inventory)),
    ]),
    ...section(custom ?? '', custom ? [['get', '<resource>', ...within, '-o', 'json']] : []),
    ...section(LOGS[PROFILES[selection.profile].logsOf], argsOf(planLogs(options, LOG_OF_EACH_RUN))),
    ...section('tables, descriptions, rights, metrics', argsOf(planTexts(options, undefined, inventory, []))),
  ].join('\n');
}

const LOG_OF_EACH_RUN: PodLog[] = [false, true].map((previous) => ({
  stream: { namespace: '<namespace>', pod: '<pod>', container: '<container>', previous },
  troubled: true,
  argocd: false,
  node: '',
}));

function customTitle({ selection }: CollectOptions): string | undefined {
  if (takesPart(selection, 'custom-resources')) return 'custom resources, a few thousand of each at most';
  return takesArgocd(selection) ? 'custom resources that Argo CD applications manage' : undefined;
}
