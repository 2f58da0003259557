import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { eventually } from '../../test/eventually.ts'
import { type Mirror, openMirror } from '../mirror/mirror.ts'
import { type Open, openFile } from './carry-file.ts'
import { type OutsideCopy, openOutsideCopy } from './outside-copy.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const till = 'a'.repeat(32)
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const makeLines = (count: number, from: Head = headBeforeGenesis(till, 1), name = '王芳'): string[] => {
  let head = from
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name, role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}

let base = ''
let mirror: Mirror
const opened: OutsideCopy[] = []
const troubles: string[] = []
/** What the next look waits for: a test that returns a stick ends the wait itself. */
const waits = new Set<() => void>()

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'counterfoil-outside-'))
  mkdirSync(stick())
  mirror = openMirror({ folder: path.join(base, 'mirror'), till, epoch: 1, sha256, onTrouble: () => undefined })
  troubles.length = 0
})
afterEach(async () => {
  for (const outside of opened.splice(0)) await outside.close()
  mirror.close()
  rmSync(base, { recursive: true })
})

const stick = () => path.join(base, 'stick')
const copyFile = () => path.join(stick(), `counterfoil-${till}`, `${till}-1.journal`)
const content = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

const open = (openCopy: Open = openFile) => {
  const later = (_ms: number, callback: () => void) => {
    waits.add(callback)
    return () => waits.delete(callback)
  }
  const onTrouble = (detail: string) => troubles.push(detail)
  const outside = openOutsideCopy({
    ...{ folder: base, till, mirror, sha256, later, now: () => 0, onTrouble },
    open: openCopy,
  })
  opened.push(outside)
  return outside
}
/** Time passes: whoever waits looks again. */
const look = () => {
  for (const callback of [...waits]) callback()
}
const reaches = (outside: OutsideCopy, expected: object) =>
  eventually(() => {
    look()
    expect(outside.status()).toMatchObject(expected)
  })
/** As it is when somebody pulls the stick: nothing is being written or compared. */
const rests = () => eventually(() => expect(waits.size).toBe(1))
const append = (lines: readonly string[]) => expect(mirror.append(lines)).toMatchObject({ ok: true })

test('nothing chosen, nothing written', async () => {
  append(makeLines(2))
  const outside = open()
  outside.poke()
  await reaches(outside, { state: 'none', folder: null, held: null })
  expect(readdirSync(stick())).toEqual([])
})

test('each entry reaches the chosen folder, byte for byte, and the choice outlives a restart', async () => {
  const lines = makeLines(5)
  append(lines.slice(0, 2))
  const outside = open()
  expect(await outside.choose(stick())).toEqual({ ok: true, sameDisk: true })
  await reaches(outside, { state: 'good', held: 2 })
  append(lines.slice(2, 4))
  outside.poke()
  await reaches(outside, { state: 'good', held: 4 })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines.slice(0, 4)))
  await outside.close()
  append(lines.slice(4))
  await reaches(open(), { state: 'good', held: 5, folder: stick(), sameDisk: true })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines))
})

test('a stick that is pulled is away, its empty folder gets nothing, and it catches up by itself when it is back', async () => {
  const lines = makeLines(6)
  append(lines.slice(0, 2))
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'good', held: 2 })
  await rests()
  renameSync(stick(), `${stick()}-in-a-pocket`)
  mkdirSync(stick())
  append(lines.slice(2))
  outside.poke()
  await reaches(outside, { state: 'away', held: 2 })
  expect(readdirSync(stick())).toEqual([])
  rmSync(stick(), { recursive: true })
  renameSync(`${stick()}-in-a-pocket`, stick())
  await reaches(outside, { state: 'good', held: 6 })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines))
})

test('another stick at the same place is not written to', async () => {
  append(makeLines(2))
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'good' })
  await rests()
  rmSync(stick(), { recursive: true })
  mkdirSync(path.dirname(copyFile()), { recursive: true })
  const other = { format: 1, till, medium: '4a2f7d7e-0c5b-4f0e-9d0e-3a1f6b7c8d9e' }
  writeFileSync(path.join(path.dirname(copyFile()), 'medium.json'), JSON.stringify(other))
  await reaches(outside, { state: 'other_medium' })
  expect(readdirSync(path.dirname(copyFile()))).toEqual(['medium.json'])
})

test('two tills share a stick, and neither touches the other’s folder', async () => {
  const foreign = path.join(stick(), `counterfoil-${'b'.repeat(32)}`)
  mkdirSync(foreign)
  writeFileSync(path.join(foreign, 'medium.json'), 'theirs')
  writeFileSync(path.join(foreign, `${'b'.repeat(32)}-1.journal`), 'theirs')
  append(makeLines(2))
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'good', held: 2 })
  for (const name of readdirSync(foreign)) expect(readFileSync(path.join(foreign, name), 'utf8')).toBe('theirs')
})

test('another history under this till’s name is a fork: not a byte of it is changed, however often it is tried', async () => {
  const theirs = content(makeLines(4, headBeforeGenesis(till, 1), '李雷'))
  append(makeLines(2))
  mkdirSync(path.dirname(copyFile()), { recursive: true })
  writeFileSync(copyFile(), theirs)
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'fork' })
  append(makeLines(3).slice(2))
  outside.poke()
  await reaches(outside, { state: 'fork' })
  expect(readFileSync(copyFile(), 'utf8')).toBe(theirs)
})

test('a wrong till’s journal under this till’s name is not overwritten', async () => {
  const theirs = content(makeLines(3, headBeforeGenesis('b'.repeat(32), 1)))
  append(makeLines(2))
  mkdirSync(path.dirname(copyFile()), { recursive: true })
  writeFileSync(copyFile(), theirs)
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'fork' })
  expect(readFileSync(copyFile(), 'utf8')).toBe(theirs)
})

test('a copy that holds more than the mirror is left alone until the mirror has caught up', async () => {
  const lines = makeLines(5)
  append(lines.slice(0, 2))
  mkdirSync(path.dirname(copyFile()), { recursive: true })
  writeFileSync(copyFile(), content(lines.slice(0, 4)))
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'ahead' })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines.slice(0, 4)))
  append(lines.slice(2))
  await reaches(outside, { state: 'good', held: 5 })
})

test.each([
  ['half a line', (line: string) => line.slice(0, 90)],
  ['pages that were never written', () => '\u0000'.repeat(4_096)],
  ['a last line with a flipped byte', (line: string) => `${line.replace('王芳', '王方')}\n`],
])('an end torn to %s is kept beside it, and made good', async (_name, tear) => {
  const lines = makeLines(4)
  append(lines)
  mkdirSync(path.dirname(copyFile()), { recursive: true })
  const torn = tear(lines[2] ?? '')
  writeFileSync(copyFile(), content(lines.slice(0, 2)) + torn)
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'good', held: 4 })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines))
  const kept = `${copyFile()}.torn-1`
  // Half a line of the very bytes that belong there is no damage: it is simply written to its end.
  if (torn === (lines[2] ?? '').slice(0, 90)) expect(readdirSync(path.dirname(copyFile()))).toHaveLength(2)
  else expect(readFileSync(kept, 'utf8')).toBe(torn)
})

test('a byte flipped long ago is found though the end is sound: the damaged copy is kept aside, a new one is written', async () => {
  const lines = makeLines(2_000)
  append(lines)
  mkdirSync(path.dirname(copyFile()), { recursive: true })
  const damaged = content(lines.slice(0, 1_900)).replace('王芳', '王方')
  writeFileSync(copyFile(), damaged)
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'good', held: 2_000, keptAs: `${till}-1.journal.damaged-1` })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines))
  expect(readFileSync(`${copyFile()}.damaged-1`, 'utf8').startsWith(damaged)).toBe(true)
})

const failure = (code: string) => Object.assign(new Error(code), { code })
/** A medium whose writes or flushes fail while `fault` names how. */
const failingOpen =
  (fault: { code: string | null; call: 'write' | 'datasync' }): Open =>
  async (file, flags) => {
    const handle = await openFile(file, flags)
    return new Proxy(handle, {
      get: (target, name: keyof FileHandle) => {
        if (fault.code !== null && name === fault.call) return () => Promise.reject(failure(fault.code ?? ''))
        const value = target[name]
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }

test.each([
  ['a full stick', 'ENOSPC', 'write', 'disk_full'],
  ['a stick that fails to write', 'EIO', 'write', 'write_failed'],
  ['a flush that fails', 'EIO', 'datasync', 'write_failed'],
] as const)('%s is said, nothing counts as held, and the next try writes it all', async (_name, code, call, state) => {
  const lines = makeLines(3)
  append(lines)
  const fault: { code: string | null; call: 'write' | 'datasync' } = { code, call }
  const outside = open(failingOpen(fault))
  await outside.choose(stick())
  await reaches(outside, { state, held: null })
  fault.code = null
  await reaches(outside, { state: 'good', held: 3 })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(lines))
})

test.each([0, 2])(
  'what a failed flush may have lost is written once more, also %i lines that lay there',
  async (there) => {
    const lines = makeLines(3)
    append(lines)
    mkdirSync(path.dirname(copyFile()), { recursive: true })
    writeFileSync(copyFile(), content(lines.slice(0, there)))
    const fault: { code: string | null; call: 'write' | 'datasync' } = { code: 'EIO', call: 'datasync' }
    let written = 0
    const counting: Open = async (file, flags) => {
      const handle = await failingOpen(fault)(file, flags)
      return new Proxy(handle, {
        get: (target, name: keyof FileHandle) => {
          if (name !== 'write') return Reflect.get(target, name)
          return async (bytes: Buffer, offset: number, length: number, position: number) => {
            written += length
            return target.write(bytes, offset, length, position)
          }
        },
      })
    }
    const outside = open(counting)
    await outside.choose(stick())
    await reaches(outside, { state: 'write_failed', held: null })
    await rests()
    const before = written
    fault.code = null
    await reaches(outside, { state: 'good', held: 3 })
    expect(written - before).toBeGreaterThanOrEqual(Buffer.byteLength(content(lines)))
  },
)

test('a medium that never answers counts as away and holds up neither the mirror nor its callers', async () => {
  let time = 0
  append(makeLines(1))
  const hang: Open = () => new Promise(() => undefined)
  const outside = openOutsideCopy({
    ...{ folder: base, till, mirror, sha256, now: () => time, onTrouble: () => undefined },
    later: () => () => undefined,
    open: hang,
  })
  await outside.choose(stick())
  await eventually(() => expect(readdirSync(path.dirname(copyFile()))).toContain('medium.json'))
  append(makeLines(2).slice(1))
  outside.poke()
  time = 60_000
  await eventually(() => expect(outside.status()).toMatchObject({ state: 'away', held: null }))
})

test('a folder that is not there, and one that is a file, are refused, and the old choice holds', async () => {
  append(makeLines(1))
  const outside = open()
  await outside.choose(stick())
  await reaches(outside, { state: 'good' })
  expect(await outside.choose(path.join(base, 'nowhere'))).toMatchObject({ ok: false, reason: 'not_writable' })
  writeFileSync(path.join(base, 'file'), '')
  expect(await outside.choose(path.join(base, 'file'))).toMatchObject({ ok: false, reason: 'not_writable' })
  expect(outside.status()).toMatchObject({ state: 'good', folder: stick() })
  expect(await outside.choose(null)).toMatchObject({ ok: true })
  expect(outside.status()).toMatchObject({ state: 'none', folder: null })
  expect(readFileSync(copyFile(), 'utf8')).toBe(content(makeLines(1)))
})

const canLink = process.platform !== 'win32'

test.runIf(canLink)(
  'a link that was laid on a stick leads neither the mark nor a copy to a file of the till',
  async () => {
    append(makeLines(3))
    const secret = path.join(base, 'identity.json')
    writeFileSync(secret, '{"key":"of the till"}')
    const own = path.join(stick(), `counterfoil-${till}`)
    mkdirSync(own)
    symlinkSync(secret, path.join(own, 'medium.json'))
    const outside = open()
    expect(await outside.choose(stick())).toMatchObject({ ok: false, reason: 'not_writable' })
    rmSync(path.join(own, 'medium.json'))
    symlinkSync(secret, copyFile())
    expect(await outside.choose(stick())).toMatchObject({ ok: true })
    await reaches(outside, { state: 'write_failed' })
    expect(readFileSync(secret, 'utf8')).toBe('{"key":"of the till"}')
    expect(readdirSync(own).toSorted()).toEqual([`${till}-1.journal`, 'medium.json'])
    rmSync(copyFile())
    await reaches(outside, { state: 'good', held: 3 })
  },
)

test.runIf(canLink)('a link instead of the folder on a stick is no second place', async () => {
  append(makeLines(3))
  symlinkSync(path.join(base, 'mirror'), path.join(stick(), `counterfoil-${till}`))
  const outside = open()
  expect(await outside.choose(stick())).toMatchObject({ ok: false, reason: 'not_writable' })
  expect(existsSync(path.join(base, 'mirror', 'medium.json'))).toBe(false)
})

test('a folder that depends on where the app was started from is refused', async () => {
  append(makeLines(1))
  const outside = open()
  const relative = path.relative('.', stick())
  expect(await outside.choose(relative)).toMatchObject({ ok: false, reason: 'not_absolute' })
  expect(readdirSync(stick())).toEqual([])
})
