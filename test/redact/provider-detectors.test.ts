import { describe, expect, test } from 'vitest';
import { providerSpans } from '../../src/redact/provider-detectors.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { EVIDENCE } from './corpus/evidence.ts';
import { makeSecrets } from './corpus/secrets.ts';

const SECRETS = makeSecrets(4, 23);
const inLog = (secret: string) => `level=info msg="using ${secret} from here"`;

describe('the rules of secretlint', () => {
  test('mark exactly the token', () => {
    const token = ['gl', 'pat-', 'a1B2c3D4e5F6g7H8i9J0'].join('');
    const line = inLog(token);
    expect(providerSpans(line).map(({ start, end, kind }) => [line.slice(start, end), kind])).toEqual([
      [token, 'gitlab-token'],
    ]);
  });

  test('find nothing that our own rules miss', () => {
    const own = createRedactor({ marks: 'ordinal' });
    const known = SECRETS.filter(({ text }) => providerSpans(inLog(text)).length > 0);
    expect(new Set(known.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
    expect(known.filter(({ text }) => own.text(inLog(text)).includes(text))).toEqual([]);
  });

  test('leave evidence alone', () => {
    expect(EVIDENCE.filter((line) => providerSpans(line).length > 0)).toEqual([]);
  });

  test.each(['sk-', 'ghp_', 'xoxb-1-', 'SG.a', 'ops_ey', 'hvs.', 'a', '_', '\\"', 'glc_A+/'])(
    'take %j, over and over, without going back and forth',
    (piece) => {
      const start = performance.now();
      providerSpans(piece.repeat(60_000 / piece.length));
      expect(performance.now() - start).toBeLessThan(500);
    },
  );
});

test('a second opinion counts where our own rules see a prefix only', () => {
  const short = createRedactor({ marks: 'ordinal' }, { providers: (line) => spansOf(line, /hf_[a-z]{8}/g) });
  expect(short.text('model hf_abcdefgh loaded')).toBe('model [redacted:1 huggingface-token] loaded');
  expect(short.text('model ab_abcdefgh loaded')).toBe('model ab_abcdefgh loaded');
});

function spansOf(line: string, pattern: RegExp) {
  return [...line.matchAll(pattern)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    kind: 'huggingface-token',
  }));
}
