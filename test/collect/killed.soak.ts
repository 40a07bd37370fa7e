import { test } from 'vitest';
import { killCaptures } from './killed.ts';

test('fifty captures, each killed at another moment, leave fifty archives that open', () => killCaptures(50));
