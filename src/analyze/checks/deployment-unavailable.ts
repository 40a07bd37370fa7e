import { defineCheck } from './define-check.ts';
import { unavailable } from './workload-unavailable.ts';

export const deploymentUnavailable = defineCheck({
  run: (context) =>
    unavailable(
      'Deployment',
      { wanted: 'spec.replicas', ready: ['status.availableReplicas', 'status.readyReplicas'] },
      context,
    ),
});
