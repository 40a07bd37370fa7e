import { missingConfig } from './config-needs.ts';
import { defineCheck } from './define-check.ts';

export const configMapMissing = defineCheck({ run: (context) => missingConfig(context, 'ConfigMap', 'object') });
