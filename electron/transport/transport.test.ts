import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis, seal } from '../../shared/journal/seal.ts'
import { type Ack, ackText, type PushRequest } from '../../shared/sync/wire.ts'
import { ED25519 } from '../../test/simulation/keys.ts'
import { modelDisk } from '../../test/simulation/model-disk.ts'
import { enrolBeforehand, sha256 } from '../../test/simulation/till.ts'
import { openTransport } from './transport.ts'

const { office, tills } = ED25519
const [till, other] = tills
const NONCE = 'n'.repeat(16)

const sealed = seal(
  headBeforeGenesis(till.name, 1),
  { kind: 'STAFF_CHANGED', body: { staff: 'x', name: 'x', role: 'manager', change: 'added' } },
  { at: { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }, by: null, shift: null },
  sha256,
)
if (!sealed.ok) throw new Error(sealed.detail)
const { hash } = sealed.value
const lines = [toLine(sealed.value)]

/** Pushes one entry where head office's true answer is changed, and signed as changed. */
const pushWith = async (change: Partial<Ack>, isFull = false) => {
  let full = false
  const disk = modelDisk({ random: () => 0, beforeChange: () => undefined, isFull: () => full })
  const files = disk.filesFor({ isAlive: true })
  enrolBeforehand(files, office)
  full = isFull
  const post = async (_url: string, body: unknown) => {
    const { nonce } = body as PushRequest
    const truth = {
      till: till.name,
      epoch: 1,
      seq: 1,
      hash,
      serverTime: 1,
      nonce,
      keyId: office.keyId,
      quarantined: [],
    }
    const ack = { ...truth, ...change }
    const answer = { ...ack, signature: office.sign(ackText(ack)) }
    return { kind: 'answered', status: 200, body: answer, retryAfterMs: null } as const
  }
  const transport = openTransport({
    ...{ folder: '/till/transport', till: till.name, publicKey: till.publicKey, sign: till.sign, sha256, files, post },
    ...{ nonce: () => NONCE, deadlineMs: 1_000, onChange: () => undefined },
  })
  const pushed = await transport.push({ epoch: 1, lines })
  return { pushed, proven: transport.status().proven }
}

test('an acknowledgement that is signed, fresh and of this entry proves it', async () => {
  const { pushed, proven } = await pushWith({})
  expect(pushed).toMatchObject({ ok: true, proven: { seq: 1, hash } })
  expect(proven).toMatchObject({ seq: 1, hash })
})

test.each<[string, Partial<Ack>, string]>([
  ['to another request', { nonce: 'm'.repeat(16) }, 'not_an_ack'],
  ['of another till', { till: other.name }, 'not_an_ack'],
  ['of another epoch', { epoch: 2 }, 'not_an_ack'],
  ['of another key', { keyId: 'other' }, 'not_an_ack'],
  ['of another entry', { hash: 'f'.repeat(64) }, 'fork'],
])('head office’s own acknowledgement %s proves nothing', async (_name, change, reason) => {
  expect(await pushWith(change)).toMatchObject({ pushed: { ok: false, reason }, proven: null })
})

test('an acknowledgement that cannot be written down proves nothing', async () => {
  expect(await pushWith({}, true)).toMatchObject({ pushed: { ok: false, reason: 'write_failed' }, proven: null })
})
