import { defineCheck } from './define-check.ts';
import { unavailable } from './workload-unavailable.ts';

export const daemonSetUnavailable = defineCheck({
  run: (context) =>
    unavailable('DaemonSet', { wanted: 'status.desiredNumberScheduled', ready: ['status.numberReady'] }, context),
});
