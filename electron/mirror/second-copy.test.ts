import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { type ModelDisk, modelDisk } from '../../test/simulation/model-disk.ts'
import { Stopped } from '../../test/simulation/simulated-time.ts'
import { openSecondCopy } from './second-copy.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const till = 'a'.repeat(32)
const FILE = `/mirror/${till}-1.journal`
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
const noPause = async () => undefined

const makeLines = (count: number, name = '王芳'): string[] => {
  let head: Head = headBeforeGenesis(till, 1)
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name, role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}
const lines = makeLines(300)

const plainDisk = () => modelDisk({ random: () => 0.1, beforeChange: () => undefined, isFull: () => false })
const openOn = (disk: ModelDisk, isAlive = { isAlive: true }) => {
  const files = disk.filesFor(isAlive)
  return openSecondCopy({ folder: '/mirror', till, epoch: 1, sha256, onTrouble: () => undefined, files })
}
type Copy = ReturnType<typeof openSecondCopy>

/** A second copy with one bit wrong in the line of number 20. */
const damagedOn = (disk: ModelDisk): Copy => {
  const copy = openOn(disk)
  copy.append(lines)
  copy.close()
  const files = disk.filesFor({ isAlive: true })
  const bytes = Buffer.from(files.readWhole(FILE) ?? '')
  const place = Buffer.byteLength(asText(lines.slice(0, 19))) + 40
  bytes[place] = (bytes[place] ?? 0) ^ 1
  files.writeWhole(FILE, bytes, 0o600)
  files.writeWhole(`${FILE}.damaged`, 'seen before', 0o600)
  files.flushFolder('/mirror')
  return openOn(disk)
}

/** Hands over the journal as the follower does: from the new file's end, a page at a time. */
const makeAgain = async (copy: Copy, all = lines, page = 70) => {
  let reply = await copy.rebuild({ lines: [], complete: false }, noPause)
  while (reply.ok && copy.state().state === 'damaged') {
    const next = all.slice(reply.tail.seq, reply.tail.seq + page)
    reply = await copy.rebuild({ lines: next, complete: reply.tail.seq + next.length === all.length }, noPause)
  }
  return reply
}
const read = (disk: ModelDisk, file: string) => disk.filesFor({ isAlive: true }).readWhole(file)?.toString('utf8')
const asText = (all: readonly string[]) => all.map((line) => `${line}\n`).join('')

test('a damaged copy is made again from the journal, and what was damaged is kept', async () => {
  const disk = plainDisk()
  const copy = damagedOn(disk)
  expect(copy.state().state).toBe('damaged')
  expect(copy.tail().seq).toBe(19)
  const damaged = read(disk, FILE)
  expect(await makeAgain(copy)).toMatchObject({ ok: true, tail: { seq: 300 } })
  expect(copy.state()).toEqual({ state: 'repaired', detail: `${till}-1.journal.damaged-1` })
  expect(copy.read(0, 1_000)).toEqual(lines)
  expect(read(disk, FILE)).toBe(asText(lines))
  expect(read(disk, `${FILE}.damaged-1`)).toBe(damaged)
  expect(openOn(disk).state()).toEqual({ state: 'good', detail: null })
})

test('after it was made again it takes what is sold next', async () => {
  const disk = plainDisk()
  const copy = damagedOn(disk)
  await makeAgain(copy, lines.slice(0, 299))
  expect(copy.append(lines.slice(299))).toMatchObject({ ok: true, durable: { seq: 300 } })
  expect(openOn(disk).read(0, 1_000)).toEqual(lines)
})

test('a new file that does not read back is not put in the place of the damaged one', async () => {
  const disk = plainDisk()
  const copy = damagedOn(disk)
  for (let from = 0; from < 280; from += 70)
    await copy.rebuild({ lines: lines.slice(from, from + 70), complete: false }, noPause)
  expect(disk.flipBit(`${FILE}.rebuilt`)).toBe(true)
  expect(await copy.rebuild({ lines: lines.slice(280), complete: true }, noPause)).toMatchObject({ ok: false })
  expect(copy.state().state).toBe('damaged')
  await makeAgain(copy)
  expect(read(disk, FILE)).toBe(asText(lines))
})

test('a second damage is kept under a name of its own', async () => {
  const disk = plainDisk()
  await makeAgain(damagedOn(disk))
  await makeAgain(damagedOn(disk))
  expect(read(disk, `${FILE}.damaged-2`)).toBeDefined()
})

test('what lies beyond the damage is given to whoever can prove that it follows', () => {
  const copy = damagedOn(plainDisk())
  expect(copy.salvage(19, 1_000)).toEqual(lines.slice(20))
  expect(copy.salvage(0, 10)).toEqual(lines.slice(0, 10))
  expect(copy.salvage(250, 10)).toEqual(lines.slice(250, 260))
})

test('an unfinished attempt of another journal is set aside, and the right one begins anew', async () => {
  const disk = plainDisk()
  const copy = damagedOn(disk)
  await copy.rebuild({ lines: makeLines(5, '别人'), complete: false }, noPause)
  expect(await makeAgain(copy)).toMatchObject({ ok: true, tail: { seq: 300 } })
  expect(copy.read(0, 1_000)).toEqual(lines)
})

test('a copy that is whole is not made again', async () => {
  const disk = plainDisk()
  const copy = openOn(disk)
  copy.append(lines)
  expect(await copy.rebuild({ lines: [], complete: true }, noPause)).toMatchObject({ ok: true, tail: { seq: 300 } })
  expect(copy.state().state).toBe('good')
})

test('a full disk leaves the damaged copy where it is, and the next attempt goes on', async () => {
  let isFull = false
  const disk = modelDisk({ random: () => 0.1, beforeChange: () => undefined, isFull: () => isFull })
  const copy = damagedOn(disk)
  await copy.rebuild({ lines: lines.slice(0, 100), complete: false }, noPause)
  isFull = true
  expect(await makeAgain(copy)).toMatchObject({ ok: false, reason: 'disk_full' })
  expect(copy.state().state).toBe('damaged')
  isFull = false
  expect(await makeAgain(copy)).toMatchObject({ ok: true, tail: { seq: 300 } })
})

/** Makes it again until the nth change of the disk, where the power fails; gives the disk and whether it got there. */
const cutAt = async (changes: number, random: number) => {
  let left = Number.POSITIVE_INFINITY
  const disk = modelDisk({
    random: () => random,
    isFull: () => false,
    beforeChange: (what) => {
      left -= 1
      if (left < 0) throw new Stopped(what)
    },
  })
  const copy = damagedOn(disk)
  left = changes
  const isCut = await makeAgain(copy, lines, 100).then(
    (reply) => !reply.ok,
    (error) => error instanceof Stopped,
  )
  left = Number.POSITIVE_INFINITY
  disk.cutPower()
  return { disk, isCut }
}

test.each([
  ['all names that were not flushed are there', 0.1],
  ['no name that was not flushed is there', 0.9],
])('power may fail at any step of it: %s', async (_name, random) => {
  let cuts = 0
  for (let changes = 0; ; changes += 1) {
    const { disk, isCut } = await cutAt(changes, random)
    const copy = openOn(disk)
    // Once it has said that it is done, a power cut takes nothing of it back.
    if (!isCut) expect(copy.state().state).toBe('good')
    if (copy.state().state === 'damaged') await makeAgain(copy, lines, 100)
    else copy.append(lines)
    expect(copy.read(0, 1_000)).toEqual(lines)
    expect(read(disk, FILE)).toBe(asText(lines))
    expect(read(disk, `${FILE}.damaged-1`)).toBeDefined()
    copy.close()
    expect(openOn(disk).state().state).toBe('good')
    if (!isCut) break
    cuts += 1
  }
  expect(cuts).toBeGreaterThan(10)
})
