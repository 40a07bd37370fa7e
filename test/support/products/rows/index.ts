import type { Golden } from '../golden.ts';
import { DATABASE_ROWS } from './bifrost-database.ts';
import { SERVICE_ROWS } from './bifrost-service.ts';
import { START_ROWS } from './bifrost-start.ts';
import { STORAGE_ROWS } from './bifrost-storage.ts';
import { PLATFORM_ROWS } from './bullsequana.ts';
import { SYSTEM_ROWS } from './bullsequana-systems.ts';
import { WORDED_ROWS } from './bullsequana-words.ts';

export const GOLDEN: Golden[] = [
  ...START_ROWS,
  ...STORAGE_ROWS,
  ...DATABASE_ROWS,
  ...SERVICE_ROWS,
  ...PLATFORM_ROWS,
  ...SYSTEM_ROWS,
  ...WORDED_ROWS,
];
