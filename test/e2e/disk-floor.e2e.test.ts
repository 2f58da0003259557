import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLOOR_BYTES, judgeFreeSpace, WARNING_BYTES } from '../../electron/disk.ts'
import { cashierAt } from './cashier.ts'
import { launchTill, type RunningTill } from './launch.ts'

/** As large as a till's real disk: a browser that keeps its own reserve keeps 1 GB of it. The image is sparse. */
const DISK_BYTES = 150_000_000_000

const base = mkdtempSync(path.join(tmpdir(), 'counterfoil-floor-'))
const disk = path.join(base, 'disk')
const image = path.join(base, 'image')
const run = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0

const mountSmallDisk = (): boolean => {
  mkdirSync(disk)
  writeFileSync(image, '')
  truncateSync(image, DISK_BYTES)
  return run('mkfs.ext4', '-q', '-m', '0', '-N', '8192', image) && run('mount', '-o', 'loop', image, disk)
}

const mounted = mountSmallDisk()
let till: RunningTill | null = null

afterAll(async () => {
  await till?.kill()
  if (mounted) run('umount', '-l', disk)
  rmSync(base, { recursive: true, force: true })
})

const free = () => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

/** Makes the disk as full as it has to be for `left` bytes to stay free; nothing is written for it. */
const fillUntil = (left: number) => {
  rmSync(path.join(disk, 'ballast'), { force: true })
  expect(run('fallocate', '-l', String(free() - left), path.join(disk, 'ballast'))).toBe(true)
}

const WARNED = WARNING_BYTES - 100_000_000
const BELOW = FLOOR_BYTES - 40_000_000

if (mounted) {
  beforeAll(async () => {
    fillUntil(WARNED)
    till = await launchTill({ dataFolder: path.join(disk, 'till'), args: ['--sample'] })
  })

  test('on a disk that fills, the strip warns early, the order in progress is paid, and no new one begins', async () => {
    const cashier = cashierAt((till as RunningTill).page)
    await cashier.setUpSample()
    await cashier.signIn('wang-fang', '2580')
    await cashier.openShift('500')
    await cashier.at('strip-disk').filter({ hasText: '0.5 GB' }).waitFor()
    await cashier.ring('1002')

    fillUntil(BELOW)
    await cashier.at('strip-disk').filter({ hasText: '不能开新单' }).waitFor()
    await cashier.ring('1003')
    await cashier.at('line-2').waitFor()
    expect(await cashier.at('sale-problem').count()).toBe(0)
    const { seq } = await cashier.payExactCash()
    expect(seq).toBeGreaterThan(0)

    await cashier.nextOrder()
    await cashier.ring('1002')
    await cashier.at('sale-problem').filter({ hasText: '已完成的销售都安全' }).waitFor()

    fillUntil(WARNED)
    await cashier.at('strip-disk').filter({ hasText: '0.5 GB' }).waitFor()
    // What was typed for the refused order still stands in the field.
    await cashier.at('search').fill('')
    await cashier.ring('1002')
    const next = await cashier.payExactCash()
    expect(next.seq).toBeGreaterThan(seq)
  })
} else {
  test('where no small disk can be mounted, only the lines themselves are checked', () => {
    console.warn('not run: the real till on a disk that fills (it wants the right to mount)')
    expect(judgeFreeSpace(WARNED)).toMatchObject({ low: true, full: false })
    expect(judgeFreeSpace(BELOW)).toMatchObject({ low: true, full: true })
  })
}
