import { test } from 'vitest';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import { killCaptures } from './killed.ts';

test.skipIf(!kubectlVersion)('a capture that is killed leaves an archive that opens and says so', () =>
  killCaptures(4),
);
