import { CONFIG_ARGS, DISCOVERY_ARGS, VERSION_ARGS } from './cluster.ts';
import { createInventory } from './inventory.ts';
import type { CollectOptions } from './options.ts';
import { scopeOf } from './options.ts';
import type { Capture } from './plan.ts';
import { planLists, planLogs, planNamespaces, planTexts } from './plan.ts';

/**
 * Every command of a capture, a line each, without asking the cluster anything. What depends on its answers is written
 * with placeholders in angle brackets: one such command runs for each name that is found.
 */
export function dryRun(options: CollectOptions, command: (args: readonly string[]) => string): string {
  const found = scopeOf(options).length > 0 ? scopeOf(options) : ['<namespace>'];
  const inventory = { ...createInventory(found), namespacesWithPods: new Set(found) };
  const stream = { namespace: '<namespace>', pod: '<pod>', container: '<container>' };
  const logs = [false, true].map((previous) => ({ ...stream, previous }));

  const section = (title: string, commands: readonly (readonly string[])[]) => [
    `# ${title}`,
    ...commands.map((args) => command(args).replaceAll(/'(<\w+>)'/g, '$1')),
    '',
  ];
  const argsOf = (captures: readonly Capture[]) => captures.map(({ args }) => args);
  return [
    ...section('connect', [VERSION_ARGS, CONFIG_ARGS, DISCOVERY_ARGS]),
    ...section('lists of what the cluster serves; a list that is refused is asked again for each namespace', [
      ...argsOf(planNamespaces(options)),
      ...argsOf(planLists(options, undefined)),
    ]),
    ...section('custom resources that Argo CD applications manage', [
      ['get', '<resource>', ...(scopeOf(options).length > 0 ? ['-n', '<namespace>'] : ['-A']), '-o', 'json'],
    ]),
    ...section(
      'logs of every container that is not ready or has restarted, and of Argo CD',
      argsOf(planLogs(options, logs)),
    ),
    ...section('tables, descriptions, rights, metrics', argsOf(planTexts(options, undefined, inventory, []))),
  ].join('\n');
}
