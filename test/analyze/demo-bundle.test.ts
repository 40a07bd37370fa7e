import path from 'node:path';
import { expect, test } from 'vitest';
import { sourceFromPath } from '../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import { analyze } from '../../src/analyze/index.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';

const DEMO = path.join(import.meta.dirname, '..', 'bundles', 'bifrost-provider-key');

test('the demo is one chain, from the Secret without its key to the degraded application', async () => {
  const { entries } = openBundle(await sourceFromPath(DEMO));
  const report = await analyze(entries, await rulesFrom([]), { name: 'demo', version: '0' });
  const [first, ...others] = report.diagnoses;
  const chain = first?.chain.map((id) => report.findings.find((finding) => finding.id === id));

  expect(others).toEqual([]);
  expect(first).toMatchObject({ confidence: 'confirmed', current: true });
  expect(first?.didYouMean).toMatchObject([{ wanted: 'api-key', found: 'apikey' }]);
  const links = chain?.map((finding) => `${finding?.rule} ${finding?.subject.kind}`);
  expect(links).toEqual(
    expect.arrayContaining([
      'argocd-application-degraded Application',
      'bifrost-provider-key-unresolved Secret',
      'container-config-error Deployment',
      'deployment-unavailable Deployment',
      'ingress-backend-unavailable Ingress',
      'ingress-without-endpoint Pod',
      'secret-key-missing Secret',
      'service-without-endpoints Service',
    ]),
  );
  expect(chain?.[0]?.rule).toBe('bifrost-provider-key-unresolved');
});
