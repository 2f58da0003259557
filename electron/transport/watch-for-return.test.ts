import { expect, test } from 'vitest'
import { watchForReturn } from './watch-for-return.ts'

/** A watch whose time passes when `pass` is called. */
const watched = (answers: boolean[]) => {
  const pauses: number[] = []
  let due: (() => void) | null = null
  let returns = 0
  const watch = watchForReturn({
    probe: async () => answers.shift() ?? false,
    later: (ms, callback) => {
      pauses.push(ms)
      due = callback
      return () => {
        due = null
      }
    },
    random: () => 0.5,
    onReturn: () => {
      returns += 1
    },
  })
  const pass = async () => {
    due?.()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { watch, pass, pauses, isLooking: () => due !== null, returns: () => returns }
}

test('it looks again, less and less often, until head office answers, and says so once', async () => {
  const { watch, pass, pauses, isLooking, returns } = watched([false, false, true])
  watch.lost()
  await pass()
  await pass()
  expect(returns()).toBe(0)
  await pass()
  expect(returns()).toBe(1)
  expect(isLooking()).toBe(false)
  expect(pauses).toEqual([1_500, 3_000, 6_000])
})

test('looks that lead to nothing grow rarer, and an outage that ended starts anew', async () => {
  const { watch, pass, pauses } = watched([true, true])
  watch.lost()
  await pass()
  watch.rest()
  watch.lost()
  await pass()
  watch.reached()
  watch.lost()
  expect(pauses).toEqual([1_500, 3_000, 1_500])
})

test('a look that was under way when a request went out is not heeded', async () => {
  const answers: ((isThere: boolean) => void)[] = []
  let returns = 0
  const watch = watchForReturn({
    probe: () => new Promise((resolve) => answers.push(resolve)),
    later: (_ms, callback) => {
      queueMicrotask(callback)
      return () => undefined
    },
    random: () => 0,
    onReturn: () => {
      returns += 1
    },
  })
  watch.lost()
  await Promise.resolve()
  watch.rest()
  expect(answers).toHaveLength(1)
  answers[0]?.(true)
  await Promise.resolve()
  await Promise.resolve()
  expect(returns).toBe(0)
})
