import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { FLOOR_BYTES, judgeFreeSpace, readDisk, WARNING_BYTES } from './disk.ts'

test.each([
  [WARNING_BYTES, false, false],
  [WARNING_BYTES - 1, true, false],
  [FLOOR_BYTES, true, false],
  [FLOOR_BYTES - 1, true, true],
  [0, true, true],
])('%i free bytes: warned %s, below the floor %s', (freeBytes, low, full) => {
  expect(judgeFreeSpace(freeBytes)).toEqual({ freeBytes, low, full })
})

test('the disk is asked, in blocks of its own size, for what this user may take', async () => {
  const asked: string[] = []
  const statfs = async (folder: string) => {
    asked.push(folder)
    return { bavail: 20_000, bsize: 4_096 }
  }
  expect(await readDisk('/somewhere', statfs)).toEqual({ freeBytes: 81_920_000, low: true, full: true })
  expect(asked).toEqual(['/somewhere'])
  expect((await readDisk(tmpdir())).freeBytes).toBeGreaterThan(0)
})
