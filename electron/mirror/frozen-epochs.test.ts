import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { formerEpochs, frozenEpochs } from './frozen-epochs.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const [OLDEST, OLD, OWN, STRANGER] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
  string,
]

let folder = ''
const mirrorFile = () => path.join(folder, `${OWN}-4.journal`)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-frozen-'))
  writeFileSync(mirrorFile(), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writes the file of an epoch that goes on from `parent`; gives its first entry's head and line. */
const write = (till: string, epoch: number, parent: Head | null) => {
  const random = '00000000000000000000000001'
  const restaurant = { restaurant: '样例饭馆', taxpayer: 'small_scale', sample: true } as const
  const content: EntryBody = { kind: 'GENESIS', body: { publicKey: 'key', random, app: '0', ...restaurant, parent } }
  const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
  const sealed = seal(headBeforeGenesis(till, epoch), content, { at, by: null, shift: null }, sha256)
  if (!sealed.ok) throw new Error(sealed.detail)
  const line = toLine(sealed.value)
  writeFileSync(path.join(folder, `${till}-${epoch}.journal`), `${line}\n`)
  return { head: headOf(sealed.value), line }
}

test('the epochs of other tills are found along their links, whatever else lies there', () => {
  const first = write(OLDEST, 1, null)
  const second = write(OLDEST, 2, first.head)
  const third = write(OLD, 3, second.head)
  write(STRANGER, 2, null)
  expect(formerEpochs(mirrorFile(), third.head, sha256)).toEqual([
    { till: OLDEST, epoch: 1 },
    { till: OLDEST, epoch: 2 },
    { till: OLD, epoch: 3 },
  ])
  expect(formerEpochs(mirrorFile(), null, sha256)).toEqual([])
})

test('they end where a file is missing, and a link to a later epoch is none', () => {
  const third = write(OLD, 3, { ...headBeforeGenesis(OLDEST, 2), seq: 1, hash: 'e'.repeat(64) })
  expect(formerEpochs(mirrorFile(), third.head, sha256)).toEqual([{ till: OLD, epoch: 3 }])
  const circle = write(OLD, 3, { ...third.head })
  expect(formerEpochs(mirrorFile(), circle.head, sha256)).toEqual([{ till: OLD, epoch: 3 }])
  expect(formerEpochs(mirrorFile(), { till: STRANGER, epoch: 1 }, sha256)).toEqual([])
})

test('an epoch is read from the file of the till that it was of', () => {
  const first = write(OLDEST, 1, null)
  const own = write(OWN, 3, first.head)
  const read = frozenEpochs(mirrorFile, { till: OWN, former: [{ till: OLDEST, epoch: 1 }], sha256 })
  expect(read(1, 0, 10)).toEqual([first.line])
  expect(read(3, 0, 10)).toEqual([own.line])
  expect(read(2, 0, 10)).toEqual([])
})
