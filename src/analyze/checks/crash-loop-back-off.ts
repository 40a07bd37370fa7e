import { containersWith } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const crashLoopBackOff = defineCheck({
  run: (context) =>
    containersWith(
      {
        reasons: ['CrashLoopBackOff'],
        event: {
          reason: 'BackOff',
          message:
            /^(?:\(combined from similar events\): )?Back-off restarting failed (?:docker )?container(?: (?<container>\S+) in pod)?/,
        },
      },
      context,
    ),
});
