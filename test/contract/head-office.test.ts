import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { chmodSync, mkdtempSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTransport } from '../../electron/transport/transport.ts'
import { listen } from '../../server/http/listen.ts'
import { openApiDocument } from '../../server/http/open-api.ts'
import { createStore, issueCode } from '../../server/ingest/enrol.ts'
import { fingerprint, openSigningKey } from '../../server/signing-key.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../server/store/embedded-database.ts'
import { migrate } from '../../server/store/migrations.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const scratch = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-'))
  chmodSync(folder, 0o755)
  return folder
}

let database: EmbeddedDatabase
let pool: Pool
let http: Awaited<ReturnType<typeof listen>>

beforeAll(async () => {
  const folder = scratch()
  database = await startEmbeddedDatabase(folder)
  pool = new Pool({ connectionString: database.url, max: 4 })
  await migrate(pool)
  const key = openSigningKey(path.join(folder, 'key'))
  http = await listen({ pool, key, adminToken: 'token', now: () => at.utc }, 0)
  await createStore(pool, 'BJ01', '样例')
})

afterAll(async () => {
  await http.close()
  await pool.end()
  await database.stop()
})

/** A till with a real key and a journal in memory. */
const makeTill = (folder = scratch()) => {
  const pair = generateKeyPairSync('ed25519')
  const raw = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const till = fingerprint(raw)
  const open = () =>
    openTransport({
      folder,
      till,
      publicKey: raw.toString('base64'),
      sign: (text) => sign(null, Buffer.from(text), pair.privateKey).toString('base64'),
      sha256,
      nonce: () => randomBytes(16).toString('hex'),
      deadlineMs: 2_000,
      onChange: () => undefined,
    })
  const transport = open()
  let head: Head = headBeforeGenesis(till, 1)
  const next = (name: string): string => {
    const body = { staff: 'li-lei', name, role: 'cashier', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  }
  const rewindTo = (old: Head) => {
    head = old
  }
  const push = (lines: string[]) => transport.push({ epoch: 1, lines })
  return { till, transport, open, next, push, rewindTo, head: () => head }
}

const enrolledTill = async () => {
  const one = makeTill()
  const code = await issueCode(pool, 'BJ01', '01')
  if (code === null) throw new Error('no code')
  expect(await one.transport.enrol({ url: http.url, code })).toMatchObject({ ok: true })
  return { ...one, code }
}

const stored = async (till: string) => {
  const { rows } = await pool.query('select raw from entry where till = $1 order by seq', [till])
  return rows.map((row) => String(row.raw))
}

test('an enrolled till uploads, and the proof survives a restart', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一'), till.next('二')]
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 2 } })
  expect(await stored(till.till)).toEqual(lines)
  expect(till.open().status()).toMatchObject({ state: 'idle', proven: { seq: 2 }, storeName: '样例' })
})

test('a code works once, but again for the same till whose reply was lost', async () => {
  const till = await enrolledTill()
  expect(await till.transport.enrol({ url: http.url, code: till.code })).toMatchObject({ ok: true })
  const thief = makeTill()
  expect(await thief.transport.enrol({ url: http.url, code: till.code })).toEqual({ ok: false, reason: 'bad_code' })
})

test('a doubled upload is acknowledged again and stored once', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一')]
  await till.push(lines)
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 1 } })
  expect(await stored(till.till)).toHaveLength(1)
})

test('a gap is named with the mark from which to send again', async () => {
  const till = await enrolledTill()
  await till.push([till.next('一')])
  const missing = till.next('二')
  const later = till.next('三')
  expect(await till.push([later])).toEqual({ ok: false, reason: 'gap', mark: 1 })
  expect(await till.push([missing, later])).toMatchObject({ ok: true, proven: { seq: 3 } })
})

test('the same number with another hash is a fork: the epoch is frozen, and the till remembers', async () => {
  const till = await enrolledTill()
  await till.push([till.next('一')])
  const before = till.head()
  await till.push([till.next('二')])
  till.rewindTo(before)
  expect(await till.push([till.next('another two')])).toMatchObject({ ok: false, reason: 'fork' })
  expect(till.open().status().state).toBe('fork')
  expect(await stored(till.till)).toHaveLength(2)
})

test('an ack beyond what was sent proves only what was sent', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一'), till.next('二'), till.next('三')]
  const third = till.head()
  await till.push(lines)
  expect(await till.push(lines.slice(0, 2))).toMatchObject({ ok: true, proven: { seq: 2 } })
  till.rewindTo({ ...third, seq: 2, hash: lines[1]?.slice(0, 64) ?? '' })
  expect(await till.push([till.next('another three')])).toMatchObject({ ok: false, reason: 'fork' })
})

test("another store's code does not move a till", async () => {
  const till = await enrolledTill()
  await createStore(pool, 'BJ02', '另一家')
  const code = (await issueCode(pool, 'BJ02', '01')) ?? ''
  expect(await till.transport.enrol({ url: http.url, code })).toEqual({ ok: false, reason: 'bad_code' })
  expect(till.transport.status().store).toBe('BJ01')
})

test('an edited or reordered line is refused and nothing of its batch is stored', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一'), till.next('二')]
  const edited = [lines[0] ?? '', (lines[1] ?? '').replace('cashier', 'manager')]
  expect(await till.push(edited)).toMatchObject({ ok: false, reason: 'refused' })
  expect(await till.push(lines.toReversed())).toMatchObject({ ok: false, reason: 'refused' })
  expect(await stored(till.till)).toHaveLength(0)
  expect(await till.push(lines)).toMatchObject({ ok: true })
})

test('an upload that another key signed is refused', async () => {
  const till = await enrolledTill()
  const reply = await fetch(`${http.url}/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      till: till.till,
      epoch: 1,
      nonce: 'n'.repeat(16),
      lines: [till.next('一')],
      signature: 'AAAA',
    }),
  })
  expect(reply.status).toBe(401)
  expect(await stored(till.till)).toHaveLength(0)
})

test('what head office cannot store goes to quarantine by itself, and the rest goes on', async () => {
  const till = await enrolledTill()
  const first = till.next('一')
  const head = till.head()
  const poison = JSON.stringify({
    v: 9,
    till: till.till,
    epoch: 1,
    seq: 2,
    prev: head.hash,
    kind: 'NEW\0',
    at,
    body: {},
  })
  till.rewindTo({ ...head, seq: 2, hash: sha256(poison) })
  const lines = [first, `${sha256(poison)} ${poison}`, till.next('三')]
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 3 } })
  expect(await stored(till.till)).toEqual(lines)
  const { rows } = await pool.query('select seq::int as seq, reason from quarantine where till = $1', [till.till])
  expect(rows).toEqual([{ seq: 2, reason: 'not_storable' }])
})

test('a head office that was rolled back gets the missing entries again', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一'), till.next('二'), till.next('三')]
  await till.push(lines)
  await pool.query('delete from entry where till = $1 and seq > 1', [till.till])
  await pool.query('update mark set seq = 1, hash = $2 where till = $1', [till.till, lines[0]?.slice(0, 64)])
  const fourth = till.next('四')
  expect(await till.push([fourth])).toEqual({ ok: false, reason: 'gap', mark: 1 })
  expect(await till.push([...lines.slice(1), fourth])).toMatchObject({ ok: true, proven: { seq: 4 } })
})

/** A server that answers every request in one way. */
const impostor = async (answer: (reply: ServerResponse) => void) => {
  const server = createServer((request, reply) => {
    request.resume()
    request.on('end', () => answer(reply))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

test.each<[string, (reply: ServerResponse) => void]>([
  ['a captive portal that says 200 with HTML', (reply) => reply.end('<html>login</html>')],
  ['a server error', (reply) => reply.writeHead(500).end('{}')],
  ['a connection that is cut', (reply) => reply.destroy()],
  ['a reply that never ends', (reply) => reply.write('{')],
  ['a redirect', (reply) => reply.writeHead(302, { location: http.url }).end()],
])('%s enrols nobody', async (_name, answer) => {
  const portal = await impostor(answer)
  const till = makeTill()
  const result = await till.transport.enrol({ url: portal.url, code: 'ABCDEFGHJKLM' })
  portal.close()
  expect(result.ok).toBe(false)
  expect(till.transport.status().state).toBe('standalone')
})

test('plain http is for this machine only', async () => {
  const till = makeTill()
  expect(await till.transport.enrol({ url: 'http://192.0.2.1/', code: 'ABCDEFGHJKLM' })).toMatchObject({
    reason: 'bad_url',
  })
})

test('reading needs the token, and the document names routes that exist', async () => {
  expect((await fetch(`${http.url}/v1/tills`)).status).toBe(401)
  const headers = { authorization: 'Bearer token' }
  const gets = Object.entries(openApiDocument.paths).filter(([, operations]) => 'get' in operations)
  for (const [route] of gets) {
    const reply = await fetch(http.url + route.replace('{till}', 'a'.repeat(32)), { headers })
    expect([route, reply.status]).toEqual([route, 200])
  }
})
