import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { pullFrom } from '../../electron/transport/pull.ts'
import { type Pulled, pulledText } from '../../shared/sync/wire.ts'
import { ED25519 } from '../simulation/keys.ts'
import { type Fault, type FaultProxy, openFaultProxy } from './fault-proxy.ts'
import { enrolledTill, makeTill, type Office, openOffice } from './office-and-tills.ts'

let office: Office
let network: FaultProxy

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(async () => {
  network = await openFaultProxy(office.http.url)
})
afterEach(() => network.close())

/** Only an answer that never ends is waited for that long; a busy machine answers late, and must not pass for one. */
const ENDLESS_MS = 5_000
const tillWith = async (count: number) => {
  const till = await enrolledTill(office, network.url, { deadlineMs: ENDLESS_MS })
  const lines = Array.from({ length: count }, (_, index) => till.next(`员工 ${index}`))
  for (let from = 0; from < count; from += 500) await till.push(lines.slice(from, from + 500))
  return { till, lines }
}
const pull = ({ transport }: Awaited<ReturnType<typeof tillWith>>['till'], after: number) =>
  transport.pull({ epoch: 1, after })

test('what was uploaded comes back as it was stored, with the mark', async () => {
  const { till, lines } = await tillWith(3)
  expect(await pull(till, 0)).toEqual({ ok: true, lines, mark: till.head(), latestEpoch: 1 })
  expect(await pull(till, 2)).toMatchObject({ ok: true, lines: lines.slice(2) })
  expect(await pull(till, 3)).toMatchObject({ ok: true, lines: [], mark: { seq: 3 } })
})

test('a long history comes a batch at a time, and goes on from where it stopped', async () => {
  const { till, lines } = await tillWith(1_100)
  const back: string[] = []
  for (;;) {
    const reply = await pull(till, back.length)
    if (!reply.ok) throw new Error(reply.reason)
    if (reply.lines.length === 0) break
    expect(reply.lines.length).toBeLessThanOrEqual(500)
    back.push(...reply.lines)
  }
  expect(back).toEqual(lines)
})

test('entries that are long come in batches of at most a megabyte', async () => {
  const { till } = await tillWith(0)
  const lines = Array.from({ length: 40 }, () =>
    till.forge((header) => JSON.stringify({ v: 1, ...header, kind: 'LONG', body: 'x'.repeat(60_000) })),
  )
  for (let from = 0; from < 40; from += 10) await till.push(lines.slice(from, from + 10))
  const reply = await pull(till, 0)
  if (!reply.ok) throw new Error(reply.reason)
  const bytes = reply.lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
  expect(reply.lines.length).toBeGreaterThan(10)
  expect(bytes).toBeLessThanOrEqual(1_000_000)
})

test('an epoch of which head office holds nothing is empty, and one that is frozen is given back', async () => {
  const { till, lines } = await tillWith(2)
  expect(await till.transport.pull({ epoch: 7, after: 0 })).toMatchObject({
    ok: true,
    lines: [],
    mark: { epoch: 7, seq: 0 },
    latestEpoch: 1,
  })
  await office.pool.query('update mark set frozen = true where till = $1', [till.till])
  expect(await pull(till, 0)).toMatchObject({ ok: true, lines })
})

test('a till gets its own entries only, and a stranger none', async () => {
  const { till } = await tillWith(2)
  const other = await enrolledTill(office, network.url)
  expect(await other.transport.pull({ epoch: 1, after: 0 })).toMatchObject({ ok: true, lines: [] })
  const asked = { till: other.till, of: till.till, epoch: 1, after: 0, nonce: 'n'.repeat(16), signature: 'AAAA' }
  const reply = await fetch(`${office.http.url}/v1/pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })
  expect(reply.status).toBe(401)
  expect(await makeTill().transport.pull({ epoch: 1, after: 0 })).toEqual({ ok: false, reason: 'standalone' })
})

const LOGIN_PAGE = '<html><body>Welcome to the mall, please log in</body></html>'

test.each<[string, Fault, string]>([
  ['a request that is dropped', 'drop_request', 'unreachable'],
  ['an answer that is lost', 'drop_answer', 'unreachable'],
  ['an answer that is cut in the middle', 'truncate_answer', 'unreachable'],
  ['an answer that dribbles and never ends', 'dribble_answer', 'unreachable'],
  ['a 502 of a proxy in between', { status: 502, body: 'Bad Gateway' }, 'not_head_office'],
  ['a 500 of head office', { status: 500, body: '{"reason":"internal"}' }, 'unreachable'],
  ['a captive portal that says 200 with HTML', { status: 200, body: LOGIN_PAGE }, 'not_head_office'],
  ['a 200 with JSON that gives nothing back', { status: 200, body: '{"ok":true}' }, 'not_head_office'],
])('%s gives nothing back, and the same request sent again does', async (_name, fault, reason) => {
  const { till, lines } = await tillWith(2)
  network.pullFaults.push(fault)
  expect(await pull(till, 0)).toMatchObject({ ok: false, reason })
  expect(await pull(till, 0)).toMatchObject({ ok: true, lines })
})

/** Somebody in between who changes what head office said. */
const pullThrough = async (change: (pulled: Pulled) => Pulled) => {
  const { till, lines } = await tillWith(2)
  const status = till.transport.status()
  const known = { url: office.http.url, store: '', storeName: '', tillCode: '', stopped: null }
  const post: Parameters<typeof pullFrom>[1]['post'] = async (url, body) => {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { kind: 'answered', status: reply.status, body: change((await reply.json()) as Pulled), retryAfterMs: null }
  }
  const parts = { till: till.till, sign: till.sign, nonce: () => 'n'.repeat(16), deadlineMs: 60_000, post }
  const pinned = { ...known, headOfficeKey: status.headOfficeKey ?? '', keyId: office.key.keyId }
  return { reply: await pullFrom(pinned, parts, { epoch: 1, after: 0 }), lines }
}

test('what head office signed is taken as it came', async () => {
  const { reply, lines } = await pullThrough((pulled) => pulled)
  expect(reply).toMatchObject({ ok: true, lines })
})

test.each<[string, (pulled: Pulled) => Pulled]>([
  ['a line was left out', (pulled) => ({ ...pulled, lines: pulled.lines.slice(0, 1) })],
  [
    'a line was changed',
    (pulled) => ({ ...pulled, lines: pulled.lines.map((line) => line.replace('员工 1', '员工 9')) }),
  ],
  ['the mark was moved', (pulled) => ({ ...pulled, mark: { ...pulled.mark, seq: 1 } })],
  ['it answers another request', (pulled) => ({ ...pulled, nonce: 'm'.repeat(16) })],
  [
    'head office signed it for another request',
    (pulled) => {
      const other = { ...pulled, nonce: 'm'.repeat(16) }
      return { ...other, signature: office.key.sign(pulledText(other)) }
    },
  ],
  ['another key signed it', (pulled) => ({ ...pulled, signature: ED25519.thief.sign(pulledText(pulled)) })],
])('nothing is believed where %s', async (_name, change) => {
  const { reply } = await pullThrough(change)
  expect(reply).toMatchObject({ ok: false, reason: 'not_head_office' })
})
