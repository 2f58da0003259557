import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { findPlaces } from './places.ts'

test('only folders on another disk are offered, with the room on each, and a system without any offers none', async () => {
  for (const { folder, freeBytes } of (await findPlaces('nobody', tmpdir())).places) {
    expect(statSync(folder).dev).not.toBe(statSync(tmpdir()).dev)
    expect(freeBytes).toBeGreaterThanOrEqual(0)
  }
  const elsewhere = process.platform === 'win32' ? 'darwin' : 'win32'
  expect(await findPlaces('nobody', tmpdir(), elsewhere)).toEqual({ places: [] })
})
