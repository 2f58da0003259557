import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../test/eventually.ts'
import { nodeFiles } from '../files.ts'
import { onePrinter, openSpool } from './spool.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-spool-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const receipt = { id: '1.3:receipt:1', kind: 'document' as const, title: 'S1', bytes: Uint8Array.of(65, 10) }

test('what became of a job is written down once there is room again, and the job is not sent twice', async () => {
  let isFull = false
  let sent = 0
  const troubles: string[] = []
  const outcome = new Promise<void>((resolve) => {
    const spool = openSpool({
      folder,
      mirrorTailSeq: 0,
      printers: [
        onePrinter({
          probe: async () => 'ready',
          send: async (_bytes, _id, beforeFirstByte) => {
            beforeFirstByte()
            sent += 1
            isFull = true
            return { sent: 'all', evidence: 'confirmed' }
          },
        }),
      ],
      random: () => 0,
      onChange: () => {
        if (spool?.outcomes({ after: 0, limit: 10 }).outcomes[0]?.state === 'printed') resolve()
      },
      onTrouble: (detail) => {
        troubles.push(detail)
        isFull = false
      },
      files: {
        ...nodeFiles,
        flush: (handle) => {
          if (isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
          nodeFiles.flush(handle)
        },
      },
      later: (_ms, callback) => {
        setImmediate(callback)
        return () => undefined
      },
    })
    spool.position({ journal: { head: 0, outcomes: 0 } })
    spool.submit({ through: 3, jobs: [receipt] })
  })
  await outcome
  expect(sent).toBe(1)
  expect(troubles).toHaveLength(1)
})

test('a till that is never restarted shortens its log, and loses nothing by it', async () => {
  const longLogBytes = 10_000
  const parts = {
    ...{ folder, mirrorTailSeq: 0, random: () => 0, onChange: () => undefined, longLogBytes },
    onTrouble: console.error,
    printers: [
      onePrinter({
        probe: async () => 'ready',
        send: async (_bytes, _id, beforeFirstByte) => {
          beforeFirstByte()
          return { sent: 'all', evidence: 'confirmed' }
        },
      }),
    ],
  }
  const spool = openSpool(parts)
  const sales = 200
  for (let seq = 1; seq <= sales; seq += 1) {
    spool.submit({ through: seq, jobs: [{ ...receipt, id: `1.${seq}:receipt:1`, bytes: new Uint8Array(1_000) }] })
    await expect.poll(() => spool.status().waiting, { interval: 1 }).toBe(0)
  }
  expect(statSync(path.join(folder, 'spool.log')).size).toBeLessThan(sales * 1_000)
  await spool.close()
  const again = openSpool(parts)
  const { outcomes, end } = again.outcomes({ after: 0, limit: 500 })
  expect([outcomes.length, end, again.position({})]).toEqual([sales, sales, sales])
  expect(again.open().jobs).toEqual([])
  await again.close()
})

test('a log that cannot be shortened goes on as it is', async () => {
  let mayReplace = true
  const troubles: string[] = []
  const parts = {
    ...{ folder, mirrorTailSeq: 0, random: () => 0, onChange: () => undefined, longLogBytes: 10 },
    printers: [onePrinter({ probe: async () => 'ready', send: () => new Promise(() => undefined) })],
    onTrouble: (detail: string) => troubles.push(detail),
    files: {
      ...nodeFiles,
      rename: (from: string, to: string) => {
        if (!mayReplace) throw new Error('in use')
        nodeFiles.rename(from, to)
      },
    },
  }
  const spool = openSpool(parts)
  mayReplace = false
  expect(spool.submit({ through: 1, jobs: [receipt] })).toEqual({ ok: true })
  expect(spool.submit({ through: 2, jobs: [{ ...receipt, id: '1.4:receipt:1' }] })).toEqual({ ok: true })
  expect(troubles.length).toBeGreaterThan(0)
  mayReplace = true
  const next = openSpool(parts)
  expect(next.open().jobs.map(({ id }) => id)).toEqual(['1.3:receipt:1', '1.4:receipt:1'])
})

test('a job that was taken over is not taken over again with what follows it', async () => {
  const sent: string[] = []
  const spool = openSpool({
    ...{ folder, mirrorTailSeq: 0, random: () => 0, onTrouble: () => undefined },
    printers: [
      onePrinter({
        probe: async () => 'ready',
        send: async (bytes, _id, beforeFirstByte) => {
          beforeFirstByte()
          sent.push(String.fromCharCode(bytes[0] ?? 0))
          return { sent: 'all', evidence: 'confirmed' }
        },
      }),
    ],
    onChange: () => undefined,
  })
  spool.position({ journal: { head: 0, outcomes: 0 } })
  spool.submit({ through: 3, jobs: [receipt] })
  spool.submit({ through: 4, jobs: [receipt, { ...receipt, id: '1.4:receipt:1', bytes: Uint8Array.of(66, 10) }] })
  await eventually(() => expect(sent).toContain('B'))
  expect(sent).toEqual(['A', 'B'])
  await spool.close()
})
