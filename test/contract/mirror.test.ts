import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openMirror } from '../../electron/mirror/mirror.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { DOUBLE_TILL, makeBridgeDouble } from './bridge-double.ts'

type MirrorCalls = Pick<Bridge['call'], 'mirror.append' | 'mirror.tail' | 'mirror.read'>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const makeLines = (count: number, name: string, till = DOUBLE_TILL): string[] => {
  let head = headBeforeGenesis(till, 1)
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name, role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const openReal = (): MirrorCalls => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-mirror-'))
  folders.push(folder)
  const onTrouble = (detail: string) => {
    throw new Error(detail)
  }
  const mirror = openMirror({ folder, till: DOUBLE_TILL, epoch: 1, sha256, onTrouble })
  return {
    'mirror.append': async ({ lines }) => mirror.append(lines),
    'mirror.tail': async () => ({ tail: mirror.tail() }),
    'mirror.read': async ({ after, limit }) => ({ lines: mirror.read(after, limit) }),
  }
}

describe.each<[string, () => MirrorCalls]>([
  ['the file', openReal],
  ['its stand-in', () => makeBridgeDouble().bridge.call],
])('the mirror: %s', (_name, open) => {
  const lines = makeLines(6, '王芳')

  test('is empty before the genesis', async () => {
    const call = open()
    expect(await call['mirror.tail']({})).toEqual({ tail: headBeforeGenesis(DOUBLE_TILL, 1) })
    expect(await call['mirror.read']({ after: 0, limit: 9 })).toEqual({ lines: [] })
  })

  test('takes what follows, and skips what it has', async () => {
    const call = open()
    expect(await call['mirror.append']({ lines: lines.slice(0, 3) })).toMatchObject({ ok: true, durable: { seq: 3 } })
    expect(await call['mirror.append']({ lines })).toMatchObject({ ok: true, durable: { seq: 6 } })
    expect(await call['mirror.append']({ lines: lines.slice(1, 2) })).toMatchObject({ ok: true, durable: { seq: 6 } })
    expect(await call['mirror.append']({ lines: [] })).toMatchObject({ ok: true, durable: { seq: 6 } })
    expect(await call['mirror.read']({ after: 2, limit: 2 })).toEqual({ lines: lines.slice(2, 4) })
  })

  test('answers a gap with its tail', async () => {
    const call = open()
    await call['mirror.append']({ lines: lines.slice(0, 2) })
    const tail = (await call['mirror.tail']({})).tail
    expect(await call['mirror.append']({ lines: lines.slice(3) })).toEqual({ ok: false, reason: 'gap', tail })
    expect((await call['mirror.tail']({})).tail).toEqual(tail)
  })

  test('refuses another history as a fork, and keeps its own', async () => {
    const call = open()
    await call['mirror.append']({ lines: lines.slice(0, 3) })
    const other = makeLines(5, '李雷')
    expect(await call['mirror.append']({ lines: other.slice(2, 3) })).toMatchObject({ ok: false, reason: 'fork' })
    expect(await call['mirror.append']({ lines: other.slice(3, 4) })).toMatchObject({ ok: false, reason: 'fork' })
    expect(await call['mirror.read']({ after: 0, limit: 9 })).toEqual({ lines: lines.slice(0, 3) })
  })

  test('refuses a line that was edited', async () => {
    const call = open()
    const edited = (lines[0] ?? '').replace('manager', 'cashier')
    expect(await call['mirror.append']({ lines: [edited] })).toMatchObject({ ok: false, reason: 'broken_chain' })
  })
})
