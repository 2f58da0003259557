import { defineConfig } from 'vitest/config'

/** Projects by what they need: `unit` runs anywhere; `contract` has real sockets and PostgreSQL; `simulation` a model world; `e2e` the real shell. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: [
            '{shared,electron,renderer,server,build}/**/*.test.{ts,tsx}',
            'test/{unit,verify,crash,powercut,damage,mutations}/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
