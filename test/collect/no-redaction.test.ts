import { expect, test } from 'vitest';
import { NO_REDACTION } from '../../src/redact/redact.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import { capture } from './captured.ts';

const PASSWORD = ['hunter', '2'].join('');
const inShop = (name: string) => ({ name, namespace: 'shop' });

test.skipIf(kubectlVersion === undefined)(
  'without redaction the manifest says so, and data of Secrets still stays behind',
  async () => {
    const { collected, files } = await capture(
      {
        objects: [
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: inShop('web'), data: { DB_PASSWORD: PASSWORD } },
          { apiVersion: 'v1', kind: 'Secret', metadata: inShop('db'), data: { shade: 'c2hhZGUtMTIz' } },
        ],
      },
      { redactor: NO_REDACTION },
    );
    const all = [...files.values()].join('\n');
    expect(collected.manifest.redaction).toEqual({ off: true, counts: {}, files: [], withheld: [] });
    expect(all).toContain(PASSWORD);
    expect(all).not.toContain('c2hhZGUtMTIz');
  },
);
