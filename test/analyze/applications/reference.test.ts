import { describe, expect, test } from 'vitest';
import { rulesFrom } from '../../../src/commands/rule-files.ts';
import type { Story } from '../../support/snapshot-of.ts';
import { analyzed } from './analyzed.ts';
import { LOGGED, ROUTINE } from './logged.ts';
import { REFERENCE } from './reference.ts';
import { argocdLog } from './scanned-log.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { good } from './scenarios/scenario.ts';

/** Some lines count only when they come again and again. */
const OFTEN = 12;

/** Every text that stands anywhere in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const shown = [
  ...SCENARIOS.map(({ broken, rules }) => ({ rules, texts: textsIn(broken satisfies Story) })),
  ...LOGGED.map(({ line, rule }) => ({ rules: [rule], texts: [line] })),
];

describe.each(Object.entries(REFERENCE))('%s', (_, messages) => {
  test.each(Object.entries(messages))('"%s" is shown by a scenario that %s finds', (text, rule) => {
    const showing = shown.filter(({ texts }) => texts.some((one) => one.includes(text)));
    expect(showing.flatMap(({ rules }) => rules)).toContain(rule);
  });
});

/** What is routine has none. */
test('every rule of Argo CD that finds trouble has a scenario', async () => {
  const { rules } = await rulesFrom([]);
  const ids = rules.filter(({ pack, role }) => pack === 'argocd' && role !== 'noise').map(({ id }) => id);
  const expected = new Set(shown.flatMap((one) => one.rules));
  expect(ids.length).toBeGreaterThan(80);
  expect(ids.filter((id) => !expected.has(id))).toEqual([]);
});

test.each(LOGGED.map((one) => [one.rule, one.line, one] as const))(
  '%s finds %s',
  async (rule, _, { container, line }) => {
    const log = argocdLog(container, ...Array.from({ length: OFTEN }, () => line));
    const { findings } = await analyzed({ ...good, scanned: [log] });
    const found = findings.find((finding) => finding.rule === rule);
    expect(found?.subject).toMatchObject({ kind: 'Pod', namespace: 'argocd', name: `argocd-${container}-0` });
  },
);

test.each(Object.entries(ROUTINE))('what %s writes while all is well is nothing', async (container, lines) => {
  const log = argocdLog(container, ...Array.from({ length: OFTEN }, () => lines).flat());
  expect((await analyzed({ ...good, scanned: [log] })).findings).toEqual([]);
});

const refused = LOGGED.find(({ rule }) => rule === 'argocd-identity-provider-unreachable')?.line ?? '';
const [, succeeded = ''] = ROUTINE.server ?? [];

test.each([
  ['stays, though the server is ready', [refused], true],
  ['is over once the server has read it', [refused, succeeded], false],
])('an identity provider that cannot be read %s', async (_, lines, current) => {
  const server = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name: 'argocd-server-0', namespace: 'argocd' },
    spec: { containers: [{ name: 'server', image: 'quay.io/argoproj/argocd:v3.1.0' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'server', ready: true, state: { running: {} } }] },
  };
  const routine = Array.from({ length: 40 }, () => ROUTINE.server?.[2] ?? '');
  const log = argocdLog('server', ...lines, ...routine);
  const { findings } = await analyzed({ ...good, objects: [...(good.objects ?? []), server], scanned: [log] });
  expect(findings.find(({ rule }) => rule === 'argocd-identity-provider-unreachable')?.current).toBe(current);
});
