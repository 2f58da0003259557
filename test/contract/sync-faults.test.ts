import { request as httpRequest } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { follow } from '../../renderer/followers/follow.ts'
import { syncSink } from '../../renderer/followers/sync-sink.ts'
import { makeWaker } from '../../renderer/followers/waker.ts'
import type { StoredEntry } from '../../renderer/journal/rows.ts'
import { listen } from '../../server/http/listen.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { type Refusal, refusalText } from '../../shared/sync/wire.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import { PATIENCE_MS } from '../patience.ts'
import { makeBridgeDouble } from './bridge-double.ts'
import { type Fault, type FaultProxy, openFaultProxy } from './fault-proxy.ts'
import { saleOf } from './journal-fixtures.ts'
import { AT, enrolledTill, type Office, openOffice, storedLines } from './office-and-tills.ts'

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
const tillBehindNetwork = (more: Parameters<typeof enrolledTill>[2] = {}) =>
  enrolledTill(office, network.url, { deadlineMs: ENDLESS_MS, ...more })
const stored = (till: string) => storedLines(office, till)
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: PATIENCE_MS, interval: 5 })

const NONCE = 'n'.repeat(16)
/** A refusal as this head office signs it, for an upload of epoch 1 that bears this nonce. */
const refusalTo = (till: string, refusal: Pick<Refusal, 'reason' | 'mark'>, nonce = NONCE) => {
  const { keyId, sign } = office.key
  const signature = sign(refusalText(refusal, { till, epoch: 1, nonce, keyId }))
  return { status: 409, body: JSON.stringify({ ...refusal, signed: { keyId, signature } }) }
}

const LOGIN_PAGE = '<html><body>Welcome to the mall, please log in</body></html>'

test.each<[string, Fault, number]>([
  ['a request that is dropped', 'drop_request', 0],
  ['a request that is cut in the middle', 'truncate_request', 0],
  ['a 502 of a proxy in between', { status: 502, body: 'Bad Gateway' }, 0],
  ['a 500 of head office', { status: 500, body: '{"reason":"internal"}' }, 0],
  ['a captive portal that says 200 with HTML', { status: 200, body: LOGIN_PAGE }, 0],
  ['a captive portal that redirects', { status: 302, body: '', headers: { location: 'http://192.0.2.1/login' } }, 0],
  ['a 200 with JSON that is no acknowledgement', { status: 200, body: '{"ok":true}' }, 0],
  ['an answer that is lost after the commit', 'drop_answer', 2],
  ['an answer that is cut in the middle', 'truncate_answer', 2],
  ['an answer that dribbles and never ends', 'dribble_answer', 2],
])('%s proves nothing, and the same upload sent again is stored once', async (_name, fault, there) => {
  const till = await tillBehindNetwork()
  const lines = [till.next('一'), till.next('二')]
  network.faults.push(fault)
  expect((await till.push(lines)).ok).toBe(false)
  expect(till.transport.status().proven).toBe(null)
  expect(await stored(till.till)).toHaveLength(there)
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 2 } })
  expect(await stored(till.till)).toEqual(lines)
})

test('an upload that arrives twice is stored once', async () => {
  const till = await tillBehindNetwork()
  const lines = [till.next('一'), till.next('二')]
  network.faults.push('double')
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 2 } })
  expect(await stored(till.till)).toEqual(lines)
})

test('an upload that arrives again after later ones changes nothing', async () => {
  const till = await tillBehindNetwork()
  const lines = [till.next('一'), till.next('二')]
  await till.push(lines.slice(0, 1))
  await till.push(lines.slice(1))
  expect(await network.replay(0)).toBe(200)
  expect(await stored(till.till)).toEqual(lines)
  expect(till.open().status().proven?.seq).toBe(2)
})

test('a later batch that arrives before an earlier one is refused with the mark', async () => {
  const till = await tillBehindNetwork()
  const [first, second] = [till.next('一'), till.next('二')]
  expect(await till.push([second])).toEqual({ ok: false, reason: 'gap', mark: 0 })
  expect(await stored(till.till)).toEqual([])
  expect(await till.push([first, second])).toMatchObject({ ok: true })
})

test('a gap whose mark makes no sense is not believed', async () => {
  const till = await tillBehindNetwork({ nonce: () => NONCE })
  network.faults.push(refusalTo(till.till, { reason: 'gap', mark: { seq: 9_000, hash: 'a'.repeat(64) } }))
  expect(await till.push([till.next('一')])).toMatchObject({ ok: false, reason: 'refused' })
})

test.each(['gap', 'fork', 'frozen'] as const)('a %s that head office did not sign changes nothing', async (reason) => {
  const till = await tillBehindNetwork({ nonce: () => NONCE })
  const mark = { seq: 0, hash: NO_HASH }
  const lines = [till.next('一'), till.next('二')]
  await till.push(lines.slice(0, 1))
  const genuine = JSON.parse(refusalTo(till.till, { reason, mark }).body)
  const forgeries = [
    { reason, mark },
    { ...genuine, reason: reason === 'gap' ? 'fork' : 'gap' },
    { ...genuine, mark: { ...mark, hash: 'a'.repeat(64) } },
    JSON.parse(refusalTo(till.till, { reason, mark }, 'o'.repeat(16)).body),
    JSON.parse(refusalTo('b'.repeat(32), { reason, mark }).body),
    { ...genuine, signed: { ...genuine.signed, keyId: 'another' } },
  ]
  for (const forged of forgeries) {
    network.faults.push({ status: 409, body: JSON.stringify(forged) })
    expect(await till.push(lines.slice(1))).toMatchObject({ ok: false, reason: 'not_an_ack' })
  }
  expect(till.open().status().state).toBe('idle')
  expect(await till.push(lines.slice(1))).toMatchObject({ ok: true, proven: { seq: 2 } })
})

test.each(['fork', 'frozen'] as const)(
  'a %s that head office signed for this very upload stops it for good',
  async (reason) => {
    const till = await tillBehindNetwork({ nonce: () => NONCE })
    network.faults.push(refusalTo(till.till, { reason, mark: { seq: 0, hash: NO_HASH } }))
    expect(await till.push([till.next('一')])).toMatchObject({ ok: false, reason })
    expect(till.open().status().state).toBe(reason)
  },
)

test('a database without room takes nothing, says 507, and is left alone for a while', async () => {
  let time = 0
  const till = await tillBehindNetwork({ monotonic: () => time })
  const lines = [till.next('一')]
  await office.pool.query(
    `create function no_room() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
     create trigger no_room before insert on entry execute function no_room()`,
  )
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await till.push(lines)).toMatchObject({ reason: 'unreachable', detail: 'full', retryAfterMs: 60_000 })
  said.mockRestore()
  await office.pool.query('drop function no_room cascade')
  expect(await stored(till.till)).toEqual([])
  time = 60_001
  expect(await till.push(lines)).toMatchObject({ ok: true })
})

test('nothing is sent before the time that head office named, whoever asks', async () => {
  let time = 0
  const till = await tillBehindNetwork({ monotonic: () => time })
  const lines = [till.next('一')]
  network.faults.push({ status: 503, body: 'busy', headers: { 'retry-after': '120' } })
  expect(await till.push(lines)).toMatchObject({ ok: false, retryAfterMs: 120_000 })
  time = 50_000
  expect(await till.push(lines)).toMatchObject({ ok: false, reason: 'unreachable', retryAfterMs: 70_000 })
  expect(network.seen.uploads).toBe(1)
  time = 120_000
  expect(await till.push(lines)).toMatchObject({ ok: true })
})

test('whoever is not head office cannot silence a till for longer than five minutes', async () => {
  const till = await tillBehindNetwork({ monotonic: () => 0 })
  const lines = [till.next('一')]
  network.faults.push({ status: 503, body: LOGIN_PAGE, headers: { 'retry-after': '3600' } })
  await till.push(lines)
  expect(await till.push(lines)).toMatchObject({ ok: false, retryAfterMs: 300_000 })
})

/** Real timers, a hundred times faster. */
const soon = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms / 100)
  return () => clearTimeout(timer)
}
const quickWatch = { later: soon, random: () => 0.5 }

test('a till that lost head office notices by itself that it is back', async () => {
  let ready = 0
  const onReady = () => {
    ready += 1
  }
  const till = await tillBehindNetwork({ watch: quickWatch, onReady })
  ready = 0
  network.down = true
  expect(await till.push([till.next('一')])).toMatchObject({ ok: false, reason: 'unreachable' })
  await until(() => network.seen.looks >= 2)
  expect(ready).toBe(0)
  network.down = false
  await until(() => ready === 1)
})

test('a captive portal, and a head office without its database, do not pass for one that is back', async () => {
  let ready = 0
  const onReady = () => {
    ready += 1
  }
  const till = await tillBehindNetwork({ watch: quickWatch, onReady })
  ready = 0
  network.faults.push({ status: 200, body: LOGIN_PAGE })
  for (const health of [
    { status: 200, body: LOGIN_PAGE },
    { status: 200, body: '{"ok":true,"keyId":"somebody else"}' },
    { status: 503, body: JSON.stringify({ ok: false, keyId: office.key.keyId }) },
  ]) {
    network.health = health
    const before = network.seen.looks
    if (before === 0) await till.push([till.next('一')])
    await until(() => network.seen.looks >= before + 2)
  }
  expect(ready).toBe(0)
  network.health = null
  await until(() => ready === 1)
})

test('a head office that answers for itself is not looked for', async () => {
  let looks = 0
  const later = () => {
    looks += 1
    return () => undefined
  }
  const till = await tillBehindNetwork({ watch: { later, random: () => 0 } })
  network.faults.push({ status: 500, body: '{"reason":"internal"}' }, { status: 502, body: 'Bad Gateway' })
  const lines = [till.next('一')]
  await till.push(lines)
  expect(looks).toBe(0)
  await till.push(lines)
  expect(looks).toBe(1)
})

const FAULTS: readonly Fault[] = [
  'drop_request',
  'truncate_request',
  'drop_answer',
  'truncate_answer',
  'dribble_answer',
  'double',
  { status: 502, body: 'Bad Gateway' },
  { status: 200, body: LOGIN_PAGE },
]

test.each([1, 2, 3])('through any mix of faults every entry arrives once and in order (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const till = await tillBehindNetwork({ deadlineMs: 600 })
  const lines: string[] = []
  const entries = (): StoredEntry[] =>
    lines.map((line, index) => ({ epoch: 1, seq: index + 1, hash: line.slice(0, 64), text: line.slice(65) }))
  for (let fault = 0; fault < 25; fault += 1) {
    const chosen = FAULTS[Math.floor(random() * FAULTS.length)]
    if (chosen && random() < 0.7) network.faults.push(chosen)
  }
  const ending = new AbortController()
  const { status: standing, push } = till.transport
  const { bridge } = makeBridgeDouble()
  Object.assign(bridge.call, { 'sync.status': async () => standing(), 'sync.push': push })
  const hashAt = async (seq: number) => entries()[seq - 1]?.hash ?? null
  const early: number[] = []
  const looks: Promise<void>[] = []
  /** Nothing may count as proven that head office does not hold by then. */
  const look = async (position: number) => {
    if ((await stored(till.till)).length < position) early.push(position)
  }
  const sink = syncSink(bridge, 1, hashAt)
  const waker = makeWaker(soon)
  const loop = follow(
    { ...sink, batch: 3 },
    { upTo: () => lines.length, after: async (seq, limit) => entries().slice(seq, seq + limit) },
    {
      waker,
      signal: ending.signal,
      random,
      patienceMs: 2_000,
      onState: ({ position }) => looks.push(look(position)),
    },
  )
  for (let sale = 1; sale <= 40; sale += 1) {
    lines.push(till.commit(saleOf(sale, 100 * sale, `T-${sale}`)))
    waker.wake('entries')
    if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await until(() => standing().proven?.seq === lines.length)
  ending.abort()
  waker.wake('sink')
  await loop
  await Promise.all(looks)
  expect(await stored(till.till)).toEqual(lines)
  const { rows } = await office.pool.query(
    'select count(*)::int as sales, sum(total)::int as total from sale where till = $1',
    [till.till],
  )
  expect(rows).toEqual([{ sales: 40, total: 82_000 }])
  const { rows: days } = await office.pool.query('select sales_total::int as total from day_summary where till = $1', [
    till.till,
  ])
  expect(days).toEqual([{ total: 82_000 }])
  expect(early).toEqual([])
})

const saleEntry = (header: object, change: object) => {
  const { body } = saleOf(1, 4_800, 'T-1')
  return JSON.stringify({ v: 1, ...header, at: AT, by: null, shift: null, kind: 'SALE', body: { ...body, ...change } })
}
const entryWith = (header: object, body: string) =>
  `${JSON.stringify({ v: 1, ...header, at: AT, by: null, shift: null, kind: 'SALE' }).slice(0, -1)},"body":${body}}`

test.each<[string, (header: object) => string]>([
  ['the thirtieth of February', (header) => saleEntry(header, { businessDate: '2026-02-30' })],
  ['a day in the year 0', (header) => saleEntry(header, { businessDate: '0000-01-01' })],
  ['a number that no database holds', (header) => entryWith(header, '{"total":1e200000}')],
  ['nesting deeper than a database reads', (header) => entryWith(header, '['.repeat(9_000) + ']'.repeat(9_000))],
  ['a text with U+0000', (header) => saleEntry(header, { receiptNo: 'a\0b' })],
])('%s goes to quarantine by itself, the rest goes on, and each ack says so', async (_name, poison) => {
  const till = await tillBehindNetwork()
  const lines = [till.next('一'), till.forge(poison), till.next('三'), till.commit(saleOf(7, 700, 'T-7'))]
  network.faults.push('double')
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 4 } })
  expect(await stored(till.till)).toEqual(lines)
  const { rows } = await office.pool.query('select seq::int as seq from quarantine where till = $1', [till.till])
  expect(rows).toEqual([{ seq: 2 }])
  expect(till.quarantined()).toEqual([2])
  expect(till.open().status().quarantined).toEqual([2])
  const sales = await office.pool.query('select seq::int as seq from sale where till = $1', [till.till])
  expect(sales.rows).toEqual([{ seq: 4 }])
})

test('a client that sends its request a byte at a time is cut off, and nobody else waits for it', async () => {
  const strict = await listen({ pool: office.pool, key: office.key, adminToken: 't', now: () => AT.utc }, 0, 300)
  const slow = httpRequest(`${strict.url}/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 1_000 },
  })
  const ended = new Promise<string>((resolve) => {
    slow.on('error', () => resolve('cut'))
    slow.on('response', (reply) => resolve(String(reply.statusCode)))
  })
  slow.write('{')
  const drip = setInterval(() => slow.write(' '), 50)
  expect((await fetch(`${strict.url}/health`)).status).toBe(200)
  expect(['408', 'cut']).toContain(await ended)
  clearInterval(drip)
  slow.destroy()
  await strict.close()
})
