import { defineConfig } from 'vitest/config';

/** What takes too long for every run: `npx vitest run --config test/support/soak.config.ts`. */
export default defineConfig({ test: { include: ['test/**/*.soak.ts'], testTimeout: 900_000 } });
