import { containersWith } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const containerStartError = defineCheck({
  run: (context) =>
    containersWith(
      {
        reasons: [
          'RunContainerError',
          'CreateContainerError',
          'StartError',
          'ContainerCannotRun',
          'PostStartHookError',
        ],
        captures: ({ reason }) => ({ reason: reason ?? '' }),
      },
      context,
    ),
});
