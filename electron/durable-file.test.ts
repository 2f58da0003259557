import { expect, test } from 'vitest'
import { type ModelDisk, modelDisk } from '../test/simulation/model-disk.ts'
import { Stopped } from '../test/simulation/simulated-time.ts'
import { readIfThere, writeDurably } from './durable-file.ts'

const FILE = '/data/settings.json'

/** Writes over a file until the nth change of the disk, where the power fails; `random` says what of the unflushed arrives. */
const cutAt = (changes: number, random: number): { readonly disk: ModelDisk; readonly isDone: boolean } => {
  let left = Number.POSITIVE_INFINITY
  const disk = modelDisk({
    random: () => random,
    isFull: () => false,
    beforeChange: (what) => {
      left -= 1
      if (left < 0) throw new Stopped(what)
    },
  })
  const files = disk.filesFor({ isAlive: true })
  writeDurably(FILE, 'old', 0o600, files)
  left = changes
  let isDone = true
  try {
    writeDurably(FILE, 'new', 0o600, files)
  } catch {
    isDone = false
  }
  left = Number.POSITIVE_INFINITY
  disk.cutPower()
  return { disk, isDone }
}

test.each([0.1, 0.45, 0.9])(
  'whenever the power fails, the file holds the old content or the new, whole (%d)',
  (random) => {
    let cuts = 0
    for (let changes = 0; ; changes += 1) {
      const { disk, isDone } = cutAt(changes, random)
      const found = readIfThere(FILE, disk.filesFor({ isAlive: true }))
      expect(isDone ? ['new'] : ['old', 'new']).toContain(found)
      if (isDone) break
      cuts += 1
    }
    expect(cuts).toBe(4)
  },
)
