import { containersWith } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const containerConfigError = defineCheck({
  run: (context) => containersWith({ reasons: ['CreateContainerConfigError'] }, context),
});
