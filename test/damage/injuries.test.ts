import { expect, test } from 'vitest'
import { INJURIES, injure, injuriesFor } from './injuries.ts'

const file = Buffer.from(Array.from({ length: 2_000 }, (_, index) => index % 251))
const changed = (injured: Buffer | null) =>
  [...file.keys()].filter((at) => injured !== null && at < injured.length && injured[at] !== file[at])

test.each([
  ['head', 0],
  ['middle', 744],
  ['tail', 1_488],
] as const)('%s changes 512 bytes from %i on and no other', (injury, from) => {
  const injured = injure(file, injury)
  expect(injured).toHaveLength(file.length)
  expect(changed(injured)).toEqual(Array.from({ length: 512 }, (_, index) => from + index))
})

test('half, zeros and deleted', () => {
  expect(injure(file, 'half')).toEqual(file.subarray(0, 1_000))
  expect(injure(file, 'zeros')).toEqual(Buffer.alloc(2_000))
  expect(injure(file, 'deleted')).toBeNull()
})

test('an injury leaves what it was given as it was', () => {
  const before = Buffer.from(file)
  for (const injury of INJURIES) injure(file, injury)
  expect(file).toEqual(before)
})

test('a small file is not injured in the same way twice, and an empty one can only be deleted', () => {
  expect(injuriesFor(513)).toEqual([...INJURIES])
  expect(injuriesFor(512)).toEqual(['head', 'half', 'zeros', 'deleted'])
  expect(injuriesFor(0)).toEqual(['deleted'])
})
