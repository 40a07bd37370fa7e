import { missingConfig } from './config-needs.ts';
import { defineCheck } from './define-check.ts';

export const configMapKeyMissing = defineCheck({ run: (context) => missingConfig(context, 'ConfigMap', 'key') });
