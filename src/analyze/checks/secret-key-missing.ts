import { missingConfig } from './config-needs.ts';
import { defineCheck } from './define-check.ts';

export const secretKeyMissing = defineCheck({ run: (context) => missingConfig(context, 'Secret', 'key') });
