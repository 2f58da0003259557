import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusalText } from '../../shared/sync/wire.ts'
import { nodeFiles } from '../files.ts'
import { headOfficeFiles } from './head-office-files.ts'
import type { Reply } from './post.ts'
import { openTransport } from './transport.ts'

const office = generateKeyPairSync('ed25519')
const headOfficeKey = Buffer.from(office.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-full-disk-'))
  const labels = { url: 'https://office.example', store: 'BJ01', storeName: '样例', tillCode: '01' }
  headOfficeFiles(folder).writeEnrolment({ ...labels, headOfficeKey, keyId: 'id', stopped: null })
})
afterEach(() => rmSync(folder, { recursive: true }))

const onFullDisk = (reply: Reply) =>
  openTransport({
    ...{ folder, till: 'till', publicKey: 'key', deadlineMs: 1, sha256: (text) => text },
    sign: () => 'signature',
    nonce: () => 'nonce',
    onChange: () => undefined,
    post: async () => reply,
    files: {
      ...nodeFiles,
      writeWhole: () => {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      },
    },
  })

test('a fork stops syncing even where that cannot be written down, and the reason says so', async () => {
  const asked = { till: 'till', epoch: 1, nonce: 'nonce', keyId: 'id' }
  const signature = sign(null, Buffer.from(refusalText({ reason: 'fork' }, asked)), office.privateKey).toString(
    'base64',
  )
  const body = { reason: 'fork', signed: { keyId: 'id', signature } }
  const transport = onFullDisk({ kind: 'answered', status: 409, body, retryAfterMs: null })
  const refused = { ok: false, reason: 'fork', detail: 'Error: no space left' }
  expect(await transport.push({ epoch: 1, lines: [] })).toMatchObject(refused)
  expect(transport.status()).toMatchObject({ state: 'fork', detail: 'Error: no space left' })
})
