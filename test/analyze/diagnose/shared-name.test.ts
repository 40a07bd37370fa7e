import { expect, test } from 'vitest';
import { sharingName } from '../../../src/analyze/diagnose/shared-name.ts';
import type { Rule } from '../../../src/analyze/rules/rule.ts';
import type { Finding } from '../../../src/report-format/report.ts';

const finding = (rule: string, role: Finding['role'], captures: Record<string, string>): Finding => ({
  id: `${rule}-1`,
  fingerprint: `${rule}-1`,
  rule,
  title: rule,
  severity: 'error',
  confidence: 'likely',
  role,
  subject: { kind: 'Pod', name: 'web-0' },
  captures,
  message: rule,
  evidence: [],
  current: true,
  count: 1,
  explainedBy: [],
});

const waits = finding('waits-for-volume', 'symptom', { volume: 'pvc-1' });
const rules = new Map([['driver-gone', { id: 'driver-gone', explains: ['waits-for-volume'] } as Rule]]);

test('a cause that names the same volume explains the pod that waits for it', () => {
  const gone = finding('driver-gone', 'cause', { volume: 'pvc-1' });
  expect(sharingName(waits, [waits, gone], rules)).toEqual([{ cause: gone, relation: 'attached-to' }]);
});

test('another volume, or a rule that does not say so, explains nothing', () => {
  const other = finding('driver-gone', 'cause', { volume: 'pvc-2' });
  const silent = finding('something-else', 'cause', { volume: 'pvc-1' });
  expect(sharingName(waits, [waits, other, silent], rules)).toEqual([]);
});

test('a Secret is the same whether its namespace is written or is that of the object', () => {
  const absent = { ...finding('tls-absent', 'cause', { secret: 'web-tls' }), subject: ingress('shop') };
  const says = new Map([['tls-absent', { id: 'tls-absent', explains: ['tls-unusable'] } as Rule]]);
  const unusable = finding('tls-unusable', 'cause', { secret: 'shop/web-tls' });
  expect(sharingName(unusable, [unusable, absent], says)).toEqual([{ cause: absent, relation: 'reads-config' }]);
  expect(sharingName(unusable, [unusable, { ...absent, subject: ingress('other') }], says)).toEqual([]);
});

function ingress(namespace: string): Finding['subject'] {
  return { kind: 'Ingress', namespace, name: 'web' };
}
