import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { attackByKills } from '../crash/attack-by-kills.ts'
import { makeHouse } from '../demo/house.ts'

const KILLS = 20
const SEED = 3

const house = makeHouse()

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test(`${KILLS} kills at random moments lose, double and leave unexplained nothing (seed ${SEED})`, async () => {
  let struck = 0
  const result = await attackByKills(house, {
    kills: KILLS,
    seed: SEED,
    onKill: (number) => {
      struck = number
    },
  })
  expect(struck).toBe(KILLS)
  expect(result).toMatchObject({ lost: [], doubled: [], unexplained: [] })
  expect(result.acknowledged).toBeGreaterThan(0)
}, 1_800_000)
