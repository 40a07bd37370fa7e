import type { Check } from './define-check.ts';

/** Every check by the name that rules give in `match: { check: <name> }`, which is also the name of its file. */
export const CHECKS: Readonly<Record<string, Check>> = {};
