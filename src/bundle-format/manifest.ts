import type * as z from 'zod';
import type { manifestSchema } from './schema.ts';

/** What a bundle says about itself: `casefile.json`. */
export type Manifest = z.infer<typeof manifestSchema>;

export type CaptureRecord = Manifest['captures'][number];
