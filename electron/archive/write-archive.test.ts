import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { manifestSchema, manifestText } from '../../shared/journal/archive.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { openIdentity } from '../identity.ts'
import { isSignedBy } from '../transport/signature.ts'
import { writeArchive } from './write-archive.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'counterfoil-archive-'))
  mkdirSync(path.join(root, 'mirror'))
})
afterEach(() => rmSync(root, { recursive: true }))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const openTill = () => openIdentity({ folder: root, mirrorFolder: path.join(root, 'mirror'), keychain: null })
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

/** Lines of a journal, one for each name, and the head that they leave. */
const linesOf = (start: Head, names: readonly string[]) => {
  let head = start
  const lines = names.map((name) => {
    const body = { staff: 'li-lei', name, role: 'cashier', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return `${toLine(sealed.value)}\n`
  })
  return { text: lines.join(''), head }
}

const mirrorOf = (till: string, epoch: number, content: string, bytes = Buffer.byteLength(content)) => {
  const file = path.join(root, 'mirror', `${till}-${epoch}.journal`)
  writeFileSync(file, content)
  return { file, bytes: () => bytes }
}
const archiveOf = (
  identity: ReturnType<typeof openTill>,
  mirror: ReturnType<typeof mirrorOf>,
  folder = path.join(root, 'Documents'),
) => writeArchive({ identity, mirror, ack: null, version: '0.1.0', folder, now: at.utc })

const manifestIn = (folder: string) => {
  const text = readFileSync(path.join(folder, 'archive.json'), 'utf8')
  return { text, manifest: v.parse(manifestSchema, JSON.parse(text)) }
}

test('what was set aside is in the archive as it is, listed apart, and in no epoch', async () => {
  const identity = openTill()
  const { till } = identity
  const own = linesOf(headBeforeGenesis(till, 1), ['一', '二'])
  const other = linesOf(headBeforeGenesis(till, 1), ['甲'])
  const mirror = mirrorOf(till, 1, own.text)
  const beside = (name: string, content: string) => writeFileSync(path.join(root, 'mirror', name), content)
  beside(`${till}-1.journal.damaged-1`, `half a line\n${other.text}`)
  beside(`${till}-1.journal.rebuilt.damaged-1`, '')
  beside(`${till}-1.journal.damaged-1.checkpoint`, '{}')
  beside(`${till}-1.journal.torn-1`, 'torn')
  beside(`${'f'.repeat(32)}-1.journal.damaged-1`, 'of another till')
  const made = await archiveOf(identity, mirror)
  if (!made.ok) throw new Error(made.reason)
  expect(readdirSync(made.path).filter((name) => name.includes('journal'))).toEqual([
    `${till}-1-aside-1.journal`,
    `${till}-1-aside-2.journal`,
    `${till}-1.journal`,
  ])
  const { manifest } = manifestIn(made.path)
  expect(manifest.aside).toEqual([
    { epoch: 1, file: `${till}-1-aside-1.journal`, sha256: sha256(`half a line\n${other.text}`) },
    { epoch: 1, file: `${till}-1-aside-2.journal`, sha256: sha256('') },
  ])
  expect(manifest.epochs).toHaveLength(1)
  expect(made.entries).toBe(2)
})

test('an archive holds what was flushed of each epoch, and its table is signed by the till', async () => {
  const identity = openTill()
  const { till, publicKey } = identity
  const old = linesOf(headBeforeGenesis(till, 1), ['一', '二'])
  mirrorOf(till, 1, old.text)
  const now = linesOf(headBeforeGenesis(till, 2), ['三'])
  const mirror = mirrorOf(till, 2, now.text)
  appendFileSync(mirror.file, 'unfinished')
  const done = await archiveOf(identity, mirror)
  if (!done.ok) throw new Error(done.detail)
  expect(done).toMatchObject({ entries: 3, signed: true, head: { seq: 1, hash: now.head.hash } })
  expect(readFileSync(path.join(done.path, `${till}-2.journal`), 'utf8')).toBe(now.text)
  const { text, manifest } = manifestIn(done.path)
  expect(manifest).toMatchObject({
    till,
    publicKey,
    epochs: [
      { epoch: 1, entries: 2, head: { seq: 2, hash: old.head.hash }, sha256: sha256(old.text) },
      { epoch: 2, entries: 1, sha256: sha256(now.text) },
    ],
  })
  const acks = readFileSync(path.join(done.path, manifest.acks.file), 'utf8')
  expect(acks).toBe('{"acks":[],"headOfficeKey":null,"keyId":null}')
  expect(manifest.acks.sha256).toBe(sha256(acks))
  const signature = readFileSync(path.join(done.path, 'archive.sig'), 'utf8').trim()
  expect(isSignedBy(publicKey, manifestText(text), signature)).toBe(true)
})

test('a till before its first entry has an archive too', async () => {
  const identity = openTill()
  const done = await archiveOf(identity, mirrorOf(identity.till, 1, ''))
  expect(done).toMatchObject({ ok: true, entries: 0, head: { seq: 0, hash: '0'.repeat(64) } })
})

test('without its key a till exports all the same, and says that it could not sign', async () => {
  const identity = { ...openTill(), publicKey: '', sign: () => null }
  const { text } = linesOf(headBeforeGenesis(identity.till, 1), ['一'])
  const done = await archiveOf(identity, mirrorOf(identity.till, 1, text))
  if (!done.ok) throw new Error(done.detail)
  expect(done.signed).toBe(false)
  expect(manifestIn(done.path).manifest.publicKey).toBeNull()
  expect(readdirSync(done.path)).not.toContain('archive.sig')
})

test('an older archive is never overwritten', async () => {
  const identity = openTill()
  const mirror = mirrorOf(identity.till, 1, '')
  const first = await archiveOf(identity, mirror)
  if (!first.ok) throw new Error(first.detail)
  writeFileSync(path.join(first.path, 'note.txt'), 'kept')
  expect(await archiveOf(identity, mirror)).toMatchObject({ ok: false, reason: 'write_failed' })
  expect(readFileSync(path.join(first.path, 'note.txt'), 'utf8')).toBe('kept')
})

test('what cannot be written, or ends in a line that is no entry, gets no archive and says so', async () => {
  const identity = openTill()
  writeFileSync(path.join(root, 'Documents'), 'a file')
  expect(await archiveOf(identity, mirrorOf(identity.till, 1, ''))).toMatchObject({ ok: false, reason: 'write_failed' })
  const elsewhere = path.join(root, 'elsewhere')
  expect(await archiveOf(identity, mirrorOf(identity.till, 1, 'rubbish\n'), elsewhere)).toMatchObject({ ok: false })
  expect(readdirSync(elsewhere)).toEqual([])
})

test('what a stop left of an export goes with the next one; other folders stay', async () => {
  const identity = openTill()
  const mirror = mirrorOf(identity.till, 1, linesOf(headBeforeGenesis(identity.till, 1), ['一']).text)
  const folder = path.join(root, 'Documents')
  const own = `counterfoil-${identity.till.slice(0, 8)}-20260101-000000`
  const others = ['counterfoil-00000000-20260101-000000.unfinished', 'letters.unfinished', own]
  for (const name of [`${own}.unfinished`, ...others]) {
    mkdirSync(path.join(folder, name), { recursive: true })
    writeFileSync(path.join(folder, name, 'a.journal'), 'half')
  }
  const done = await archiveOf(identity, mirror)
  if (!done.ok) throw new Error(done.detail)
  expect(readdirSync(folder).toSorted()).toEqual([...others, path.basename(done.path)].toSorted())
})

test('an export that failed does not stand in the way of the next one of the same second', async () => {
  const identity = openTill()
  const folder = path.join(root, 'Documents')
  expect(await archiveOf(identity, mirrorOf(identity.till, 1, 'rubbish\n'), folder)).toMatchObject({ ok: false })
  const { text } = linesOf(headBeforeGenesis(identity.till, 1), ['一'])
  expect(await archiveOf(identity, mirrorOf(identity.till, 1, text), folder)).toMatchObject({ ok: true, entries: 1 })
})
