import { expect, test } from 'vitest';
import { dryRun } from '../../src/collect/dry-run.ts';
import type { CollectOptions } from '../../src/collect/options.ts';
import { commandLine } from '../../src/collect/transport/kubectl.ts';
import { optionsOf } from './captured.ts';

const plan = (options: Partial<CollectOptions> = {}) =>
  dryRun(optionsOf(options), (args) => commandLine(args, options)).split('\n');

test('the plan of a whole cluster', () => {
  const lines = plan();

  expect(lines).toContain('kubectl get pods -A -o json');
  expect(lines).toContain('kubectl get nodes -o json');
  expect(lines).toContain('kubectl get applications.argoproj.io -A -o json --show-managed-fields');
  expect(lines).toContain('kubectl describe pods -n <namespace>');
  expect(lines).toContain('kubectl logs <pod> -n <namespace> -c <container> --timestamps --previous');
});

test('the plan follows the options', () => {
  const lines = plan({ namespaces: ['shop', 'pay'], context: 'prod', since: '24h', tail: 500 });

  expect(lines).toContain('kubectl get pods -n shop -o json --context=prod');
  expect(lines).toContain('kubectl get pods -n pay -o json --context=prod');
  expect(lines).toContain('kubectl get namespaces shop pay -o json --context=prod');
  expect(lines).toContain(
    'kubectl logs <pod> -n <namespace> -c <container> --timestamps --since=24h --tail=500 --context=prod',
  );
  expect(lines.filter((line) => line.includes(' -A '))).toEqual([]);
});

test('every command only reads', () => {
  const verbs = plan()
    .filter((line) => line.startsWith('kubectl'))
    .map((line) => line.split(' ')[1]);

  expect([...new Set(verbs)].sort()).toEqual(['auth', 'config', 'describe', 'get', 'logs', 'proxy', 'version']);
});

test('no flag is used that kubectl 1.27 does not take', () => {
  // A flag that is added here must first be tried with the oldest supported kubectl.
  const tried =
    '-A -n -o -c --show-managed-fields --timestamps --previous --raw --list --minify --unix-socket --reject-methods --reject-paths'.split(
      ' ',
    );
  const flags = plan()
    .filter((line) => line.startsWith('kubectl'))
    .flatMap((line) => line.split(' ').filter((word) => word.startsWith('-')))
    .map((flag) => flag.replace(/=.*/, ''));

  expect([...new Set(flags)].filter((flag) => !tried.includes(flag))).toEqual([]);
});
