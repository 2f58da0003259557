import { defineConfig } from 'vitest/config'
import { PATIENCE_MS } from './test/patience.ts'

/** No test says how fast anything is: these are far more than a slow machine needs, so that only what hangs runs into them. */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: PATIENCE_MS } } }
const COMMON = { ...PATIENCE, globalSetup: 'test/temporary-folder.ts' }

/** Projects by what they need: `unit` runs anywhere; `contract` has real sockets and PostgreSQL; `simulation` a model world; `e2e` the real shell. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...COMMON,
          include: [
            '{shared,electron,renderer,server,build}/**/*.test.{ts,tsx}',
            'test/{unit,verify,crash,powercut,damage,mutations}/**/*.test.ts',
          ],
        },
      },
      { test: { name: 'contract', ...COMMON, include: ['test/contract/**/*.test.ts'], fileParallelism: false } },
      { test: { name: 'simulation', ...COMMON, include: ['test/simulation/**/*.test.ts'], fileParallelism: false } },
      { test: { name: 'e2e', ...COMMON, include: ['test/e2e/**/*.test.ts'], fileParallelism: false } },
    ],
  },
})
