import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findPlaces } from './places.ts'

test('only folders that are there are offered, with the room on each, and a system without any offers none', async () => {
  for (const { folder, freeBytes } of (await findPlaces('nobody')).places) {
    expect(existsSync(folder)).toBe(true)
    expect(freeBytes).toBeGreaterThanOrEqual(0)
  }
  const elsewhere = process.platform === 'win32' ? 'darwin' : 'win32'
  expect(await findPlaces('nobody', elsewhere)).toEqual({ places: [] })
})
