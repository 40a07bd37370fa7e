import { defineCheck } from './define-check.ts';
import { unavailable } from './workload-unavailable.ts';

export const statefulSetUnavailable = defineCheck({
  run: (context) => unavailable('StatefulSet', { wanted: 'spec.replicas', ready: ['status.readyReplicas'] }, context),
});
