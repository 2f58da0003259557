import { expect, test } from 'vitest'
import { senseDrawer } from './drawer-sense.ts'

test('a switch says nothing until a pulse has moved it', () => {
  const sense = senseDrawer()
  expect(sense.isOpen(true)).toBeNull()
  sense.learn(true, true)
  expect(sense.isOpen(true)).toBeNull()
  sense.learn(false, true)
  expect([sense.isOpen(true), sense.isOpen(false), sense.isOpen(null)]).toEqual([true, false, null])
})

test('a drawer whose switch is wired the other way is understood as well', () => {
  const sense = senseDrawer()
  sense.learn(true, false)
  expect([sense.isOpen(true), sense.isOpen(false)]).toEqual([false, true])
})

test('a pulse into a drawer that stands open, or of which nothing is told, changes nothing', () => {
  const sense = senseDrawer()
  sense.learn(false, true)
  sense.learn(true, true)
  sense.learn(null, false)
  sense.learn(true, null)
  expect(sense.isOpen(true)).toBe(true)
})
