import { expect, test } from 'vitest'
import { writeDurably } from '../../electron/durable-file.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import { modelDisk } from './model-disk.ts'

const ALIVE = { isAlive: true }
const open = (seed: number) => {
  const disk = modelDisk({ random: seededRandom(seed), beforeChange: () => undefined, isFull: () => false })
  return { disk, files: disk.filesFor(ALIVE) }
}
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed)

test('what was flushed, under a flushed name, survives every power cut; what was not may be gone, whole or torn', () => {
  const ends = new Set(
    SEEDS.map((seed) => {
      const { disk, files } = open(seed)
      const handle = files.open('/f/log', 'a')
      files.flushFolder('/f')
      files.write(handle, Buffer.from('kept'))
      files.flush(handle)
      files.write(handle, Buffer.from('lost'))
      disk.cutPower()
      return String(files.readWhole('/f/log')).replaceAll('\0', '0')
    }),
  )
  expect([...ends].every((end) => end.startsWith('kept'))).toBe(true)
  expect(ends).toContain('kept')
  expect(ends).toContain('keptlost')
  expect(ends).toContain('keptlo00')
})

test('a file without a flushed folder may be gone, and a replaced file is the old or the new one', () => {
  const made = SEEDS.map((seed) => {
    const { disk, files } = open(seed)
    files.writeWhole('/f/new', 'x', 0o600)
    disk.cutPower()
    return files.exists('/f/new')
  })
  expect(new Set(made)).toEqual(new Set([true, false]))
  const replaced = SEEDS.map((seed) => {
    const { disk, files } = open(seed)
    writeDurably('/f/ack', 'old', 0o600, files)
    files.writeWhole('/f/ack.new', 'new', 0o600)
    files.rename('/f/ack.new', '/f/ack')
    disk.cutPower()
    return String(files.readWhole('/f/ack'))
  })
  expect(new Set(replaced)).toEqual(new Set(['old', 'new']))
})

test('a process that has stopped changes nothing more', () => {
  const { disk } = open(1)
  const life = { isAlive: true }
  const files = disk.filesFor(life)
  const handle = files.open('/f/log', 'a')
  life.isAlive = false
  expect(() => files.write(handle, Buffer.from('late'))).toThrow()
})
