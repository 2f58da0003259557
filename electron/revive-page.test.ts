import { expect, test } from 'vitest'
import { revivePage } from './revive-page.ts'

const MINUTE = 60_000

const open = (isDestroyed = false) => {
  const crash: (reason: string) => void = () => undefined
  const seen = { loads: 0, clock: 0, troubles: [] as string[], crash }
  const window = {
    isDestroyed: () => isDestroyed,
    webContents: {
      on: (_event: string, listener: (event: unknown, gone: { reason: string }) => void) => {
        seen.crash = (reason) => listener(null, { reason })
      },
    },
  }
  revivePage(window, {
    load: () => {
      seen.loads += 1
    },
    now: () => seen.clock,
    onTrouble: (reason) => seen.troubles.push(reason),
  })
  return seen
}

test('a page that crashed is loaded again, and one that keeps crashing is left alone', () => {
  const seen = open()
  for (let time = 0; time < 5; time += 1) seen.crash('crashed')
  expect(seen.loads).toBe(3)
  expect(seen.troubles).toHaveLength(5)
})

test('crashes that lie weeks apart do not add up', () => {
  const seen = open()
  for (let time = 0; time < 5; time += 1) {
    seen.crash('oom')
    seen.clock += 20 * MINUTE
  }
  expect(seen.loads).toBe(5)
})

test('what ended as it should, or has no window any more, is not loaded again', () => {
  const [ended, closed] = [open(), open(true)]
  ended.crash('clean-exit')
  closed.crash('crashed')
  expect(ended.loads + closed.loads).toBe(0)
})
