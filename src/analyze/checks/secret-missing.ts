import { missingConfig } from './config-needs.ts';
import { defineCheck } from './define-check.ts';

export const secretMissing = defineCheck({ run: (context) => missingConfig(context, 'Secret', 'object') });
