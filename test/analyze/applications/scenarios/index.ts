import { BLOCKERS } from './blockers.ts';
import { CONDITIONS } from './conditions.ts';
import { DESIRED_STATE } from './desired-state.ts';
import { OPERATIONS } from './operations.ts';
import { PRESENCE } from './presence.ts';
import { REFUSALS } from './refusals.ts';
import { RUNTIME } from './runtime.ts';
import type { Scenario } from './scenario.ts';
import { SPECIFICATION, TARGET_STATE } from './target-state.ts';

/** The matrix: what can be wrong with an application, one after the other. */
export const SCENARIOS: Scenario[] = [
  ...PRESENCE,
  ...DESIRED_STATE,
  ...TARGET_STATE,
  ...SPECIFICATION,
  ...CONDITIONS,
  ...REFUSALS,
  ...OPERATIONS,
  ...BLOCKERS,
  ...RUNTIME,
];
