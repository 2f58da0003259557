import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../files.ts'
import { openSpool } from './spool.ts'

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
      transport: {
        probe: async () => 'ready',
        send: async (_bytes, _id, beforeFirstByte) => {
          beforeFirstByte()
          sent += 1
          isFull = true
          return { sent: 'all', evidence: 'confirmed' }
        },
      },
      virtual: false,
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
