import { expect, test } from 'vitest';
import { scopeText } from '../../../src/report/view/facts.ts';

test('the scope is its level and the names there, the level alone where no names are known', () => {
  expect(scopeText('application', 'argocd/ai-gateway')).toBe('application: argocd/ai-gateway');
  expect(scopeText('environment', '')).toBe('environment');
  expect(scopeText('none', '')).toBeUndefined();
});
