import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type MethodName, methods } from '../../shared/bridge/bridge.ts'
import { ackText, pulledText } from '../../shared/sync/wire.ts'
import { harmed } from '../../test/fuzz/harmed.ts'
import { harshJson, nearly } from '../../test/fuzz/harsh-json.ts'
import { FEW, SOME } from '../../test/fuzz/runs.ts'
import { sha256 } from '../parts.ts'
import { headOfficeFiles } from './head-office-files.ts'
import { post, type Reply } from './post.ts'
import { openTransport } from './transport.ts'

const till = 'a'.repeat(32)
const nonce = 'n'.repeat(16)
const office = generateKeyPairSync('ed25519')
const headOfficeKey = Buffer.from(office.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')
const signed = (text: string) => sign(null, Buffer.from(text), office.privateKey).toString('base64')
const label = { store: 'BJ01', storeName: '样例', tillCode: '01', headOfficeKey, keyId: 'k' }
const enrolment = { url: 'http://127.0.0.1:9', ...label, stopped: null }

const header = { v: 1, till, epoch: 1, seq: 1, prev: '0'.repeat(64), kind: 'X' }
const line = `${sha256(JSON.stringify(header))} ${JSON.stringify(header)}`
const common = { till, epoch: 1, serverTime: 1, nonce, keyId: 'k' }
const unsignedAck = { ...common, seq: 1, hash: line.slice(0, 64), quarantined: [] }
const ack = { ...unsignedAck, signature: signed(ackText(unsignedAck)) }
const unsignedPulled = { ...common, after: 0, lines: [line], mark: { seq: 1, hash: line.slice(0, 64) }, latestEpoch: 1 }
const pulled = { ...unsignedPulled, signature: signed(pulledText(unsignedPulled)) }
const refusal = { reason: 'gap', mark: { seq: 0, hash: '0'.repeat(64) }, detail: 'x'.repeat(100_000) }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-replies-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fresh = () => {
  const inner = mkdtempSync(path.join(folder, 'run-'))
  writeFileSync(path.join(inner, 'enrolment.json'), JSON.stringify(enrolment))
  return inner
}

const openOn = (inner: string, reply?: Reply) =>
  openTransport({
    folder: inner,
    till,
    publicKey: headOfficeKey,
    sign: signed,
    sha256,
    nonce: () => nonce,
    deadlineMs: 1_000,
    onChange: () => undefined,
    ...(reply ? { post: async () => reply } : {}),
  })

const expectAllowed = (name: MethodName, answer: unknown) => {
  const parsed = v.safeParse(methods[name].output, answer)
  expect(parsed.success ? [] : v.summarize(parsed.issues)).toEqual([])
}

const replyOf = (...forms: readonly Record<string, unknown>[]): fc.Arbitrary<Reply> =>
  fc.record({
    kind: fc.constant('answered' as const),
    status: fc.constantFrom(200, 200, 204, 302, 400, 403, 409, 422, 429, 500, 507, 511),
    body: fc.oneof(harshJson, fc.constant(undefined), ...forms.flatMap((form) => [nearly(form), fc.constant(form)])),
    retryAfterMs: fc.constantFrom(null, 0, 1_000, 3_600_000),
  })

test('whatever answers an upload, only the signed ack of this very entry proves it, and the screen can be told', async () => {
  await fc.assert(
    fc.asyncProperty(replyOf(ack, refusal), async (reply) => {
      const inner = fresh()
      const transport = openOn(inner, reply)
      const answer = await transport.push({ epoch: 1, lines: [line] })
      expectAllowed('sync.push', answer)
      expectAllowed('sync.status', transport.status())
      const isAck =
        reply.kind === 'answered' && reply.status === 200 && JSON.stringify(reply.body) === JSON.stringify(ack)
      expect(answer.ok).toBe(isAck)
      expect(transport.status().proven?.seq ?? 0).toBe(isAck ? 1 : 0)
      expect(openOn(inner).status().proven).toEqual(transport.status().proven)
    }),
    SOME,
  )
})

test('whatever answers a request for the journal, only what head office signed for it is given on', async () => {
  await fc.assert(
    fc.asyncProperty(replyOf(pulled, refusal), async (reply) => {
      const answer = await openOn(fresh(), reply).pull({ epoch: 1, after: 0 })
      expectAllowed('sync.pull', answer)
      const isGenuine =
        reply.kind === 'answered' && reply.status === 200 && JSON.stringify(reply.body) === JSON.stringify(pulled)
      expect(answer.ok).toBe(isGenuine)
    }),
    SOME,
  )
})

test('whatever answers an enrolment, the till is enrolled with a head office or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(replyOf(label, refusal), async (reply) => {
      const inner = mkdtempSync(path.join(folder, 'run-'))
      const transport = openOn(inner, reply)
      const answer = await transport.enrol({ url: 'http://127.0.0.1:9', code: 'ABCDEFGHJKLM' })
      expectAllowed('sync.enrol', answer)
      expectAllowed('sync.status', transport.status())
      expect(openOn(inner).status().state === 'standalone').toBe(!answer.ok)
    }),
    SOME,
  )
})

test.each([
  ['a refusal in very many words', refusal],
  ['a million wrong numbers', { ...ack, quarantined: new Array(1_000_000).fill('x') }],
])('%s is told in few', async (_name, body) => {
  const reply: Reply = { kind: 'answered', status: 'reason' in body ? 422 : 200, body, retryAfterMs: null }
  const answer = await openOn(fresh(), reply).push({ epoch: 1, lines: [line] })
  expectAllowed('sync.push', answer)
  expect(JSON.stringify(answer).length).toBeLessThan(1_000)
})

test('files of the past that were harmed prove nothing, stop nothing, and stay where they are', () => {
  const write = (inner: string, name: string, bytes: Uint8Array) => writeFileSync(path.join(inner, name), bytes)
  const whole = {
    'enrolment.json': Buffer.from(JSON.stringify(enrolment)),
    'ack.json': Buffer.from(JSON.stringify(ack)),
    'quarantined.json': Buffer.from('[3,5]'),
  }
  const names = Object.keys(whole) as (keyof typeof whole)[]
  const harm = fc.constantFrom(...names).chain((name) =>
    fc
      .oneof(
        harmed(whole[name], Object.values(whole)),
        harshJson.map((value) => Buffer.from(JSON.stringify(value))),
        nearly(JSON.parse(String(whole[name]))).map((value) => Buffer.from(JSON.stringify(value))),
      )
      .map((bytes) => ({ name, bytes })),
  )
  fc.assert(
    fc.property(harm, ({ name, bytes }) => {
      const inner = mkdtempSync(path.join(folder, 'run-'))
      for (const one of names) write(inner, one, one === name ? bytes : whole[one])
      const status = openOn(inner).status()
      expectAllowed('sync.status', status)
      if (status.proven) expect(status.proven).toMatchObject({ till, epoch: 1, seq: 1, hash: ack.hash })
      expect(readFileSync(path.join(inner, name)).equals(bytes)).toBe(true)
      expect(readdirSync(inner)).toHaveLength(3)
    }),
    SOME,
  )
})

test('an ack of any other key, number or text is not believed', () => {
  const inner = fresh()
  fc.assert(
    fc.property(nearly(ack), fc.base64String({ maxLength: 60 }), (bent, key) => {
      writeFileSync(path.join(inner, 'ack.json'), JSON.stringify(bent))
      const files = headOfficeFiles(inner)
      const isSame = JSON.stringify(bent) === JSON.stringify(ack)
      expect(files.readAck(headOfficeKey, till) !== null).toBe(isSame)
      expect(files.readAck(key, till)).toBe(null)
    }),
    SOME,
  )
})

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('any reply on the wire is an answer or none, and a wish to wait is in whole milliseconds', async () => {
  let wish = ''
  let body: Uint8Array = new Uint8Array()
  const server = createServer((request, reply) => {
    request.resume()
    reply.setHeader('retry-after', wish)
    reply.end(body)
  })
  const url = await listening(server)
  const wishes = fc.constantFrom(
    '0.0001',
    '1.0005',
    '-1',
    '1e999',
    'NaN',
    'Wed, 21 Oct 2026 07:28:00 GMT',
    '99999999999',
    '',
  )
  await fc.assert(
    fc.asyncProperty(wishes, fc.uint8Array(), async (text, bytes) => {
      wish = text
      body = bytes
      const reply = await post(url, {}, 5_000)
      expect(reply.kind).toBe('answered')
      if (reply.kind === 'answered' && reply.retryAfterMs !== null) {
        expect(Number.isSafeInteger(reply.retryAfterMs)).toBe(true)
        expect(reply.retryAfterMs).toBeLessThanOrEqual(3_600_000)
      }
    }),
    FEW,
  )
  server.closeAllConnections()
  server.close()
})
