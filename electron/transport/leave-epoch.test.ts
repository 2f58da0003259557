import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusalText } from '../../shared/sync/wire.ts'
import { headOfficeFiles } from './head-office-files.ts'
import { openTransport } from './transport.ts'

const office = generateKeyPairSync('ed25519')
const headOfficeKey = Buffer.from(office.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-leave-epoch-'))
  const labels = { url: 'https://office.example', store: 'BJ01', storeName: '样例', tillCode: '01' }
  headOfficeFiles(folder).writeEnrolment({ ...labels, headOfficeKey, keyId: 'id', stopped: 'fork' })
})
afterEach(() => rmSync(folder, { recursive: true }))

const openIn = (epoch: () => number) => {
  const sent: number[] = []
  const transport = openTransport({
    ...{ folder, till: 'till', publicKey: 'key', deadlineMs: 1, sha256: (text: string) => text, epoch },
    sign: () => 'signature',
    nonce: () => 'nonce',
    onChange: () => undefined,
    post: async (_url, body) => {
      const asked = { till: 'till', epoch: (body as { epoch: number }).epoch, nonce: 'nonce', keyId: 'id' }
      sent.push(asked.epoch)
      const text = refusalText({ reason: 'frozen' }, asked)
      const signature = sign(null, Buffer.from(text), office.privateKey).toString('base64')
      const refusal = { reason: 'frozen', signed: { keyId: 'id', signature } }
      return { kind: 'answered', status: 409, body: refusal, retryAfterMs: null }
    },
  })
  return { transport, sent }
}

test('what head office refused of one epoch does not stop the next, also after a restart', async () => {
  let epoch = 1
  const { transport, sent } = openIn(() => epoch)
  expect(transport.status().state).toBe('fork')
  expect(await transport.push({ epoch: 1, lines: [] })).toMatchObject({ ok: false, reason: 'fork' })
  epoch = 2
  transport.leaveEpoch()
  expect(transport.status().state).toBe('idle')
  expect(await transport.push({ epoch: 2, lines: [] })).toMatchObject({ ok: false, reason: 'frozen' })
  expect(sent).toEqual([2])
  expect(openIn(() => 2).transport.status().state).toBe('frozen')
  expect(openIn(() => 3).transport.status().state).toBe('idle')
})
