import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSignedBy } from '../../electron/transport/signature.ts'
import { openApiDocument } from '../../server/http/open-api.ts'
import { createStore, issueCode } from '../../server/ingest/enrol.ts'
import { migrate } from '../../server/store/migrations.ts'
import { signMarks } from '../../server/store/sign-marks.ts'
import { ackText } from '../../shared/sync/wire.ts'
import { parseAcks } from '../../verify/checks/acks.ts'
import * as house from './office-and-tills.ts'
import { makeTill, type Office, openOffice } from './office-and-tills.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
})

afterAll(() => office.close())

const enrolledTill = () => house.enrolledTill(office)
const stored = (till: string) => house.storedLines(office, till)

test('an enrolled till uploads, and the proof survives a restart', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一'), till.next('二')]
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 2 } })
  expect(await stored(till.till)).toEqual(lines)
  expect(till.open().status()).toMatchObject({ state: 'idle', proven: { seq: 2 }, storeName: '样例' })
})

test('a code works once, but again for the same till whose reply was lost', async () => {
  const till = await enrolledTill()
  expect(await till.transport.enrol({ url: office.http.url, code: till.code })).toMatchObject({ ok: true })
  const thief = makeTill()
  expect(await thief.transport.enrol({ url: office.http.url, code: till.code })).toEqual({
    ok: false,
    reason: 'bad_code',
  })
})

test('a doubled upload is acknowledged again and stored once', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一')]
  await till.push(lines)
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 1 } })
  expect(await stored(till.till)).toHaveLength(1)
})

test('what head office holds of a till is signed on demand, as the verifier of archives reads it', async () => {
  const till = await enrolledTill()
  await till.push([till.next('一'), till.next('二')])
  const acks = await signMarks(office.pool, office.key, { now: () => house.AT.utc, nonce: () => 'n'.repeat(16) })
  const read = parseAcks(JSON.stringify(acks)) ?? []
  const [own] = read.filter((ack) => ack.till === till.till)
  expect(own).toMatchObject(till.head())
  const ack = acks.find((one) => one.till === till.till)
  expect(ack && isSignedBy(office.key.publicKey, ackText(ack), ack.signature)).toBe(true)
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
  await createStore(office.pool, 'BJ02', '另一家')
  const issued = await issueCode(office.pool, 'BJ02', '01')
  const code = issued.ok ? issued.code : ''
  expect(await till.transport.enrol({ url: office.http.url, code })).toEqual({ ok: false, reason: 'bad_code' })
  expect(till.transport.status().store).toBe('BJ01')
})

const issue = async (tillCode: string, again = false): Promise<string> => {
  const issued = await issueCode(office.pool, 'BJ01', tillCode, { again })
  if (!issued.ok) throw new Error(issued.reason)
  return issued.code
}

test('a till code that a till holds is not given to another one', async () => {
  const [holder, other] = [makeTill(), makeTill()]
  const url = office.http.url
  expect(await holder.transport.enrol({ url, code: await issue('09') })).toMatchObject({ ok: true })
  expect(await issueCode(office.pool, 'BJ01', '09')).toMatchObject({ ok: false, reason: 'taken', till: holder.till })
  const code = await issue('09', true)
  expect(await other.transport.enrol({ url, code })).toEqual({ ok: false, reason: 'bad_code' })
  expect(await holder.transport.enrol({ url, code })).toMatchObject({ ok: true })
})

test('of two codes for one till code only the newer one works', async () => {
  const [older, newer] = [await issue('10'), await issue('10')]
  const till = makeTill()
  expect(await till.transport.enrol({ url: office.http.url, code: older })).toEqual({ ok: false, reason: 'bad_code' })
  expect(await till.transport.enrol({ url: office.http.url, code: newer })).toMatchObject({ ok: true })
})

test('a code is issued for a store that exists and a till code that a receipt can carry', async () => {
  expect(await issueCode(office.pool, 'NOWHERE', '01')).toEqual({ ok: false, reason: 'no_such_store' })
  for (const tillCode of ['', '  ', 'A 1', '123456789']) {
    expect(await issueCode(office.pool, 'BJ01', tillCode)).toEqual({ ok: false, reason: 'bad_till_code' })
  }
})

/** A second database of the same cluster. */
const freshDatabase = async (name: string): Promise<Pool> => {
  await office.pool.query(`create database ${name}`)
  const url = new URL(office.database.url)
  url.pathname = name
  return new Pool({ connectionString: url.href, max: 2 })
}

test('a database in which a till code was given twice is brought up, and the first till keeps the code', async () => {
  const old = await freshDatabase('till_code_twice')
  await migrate(old, 1)
  await old.query("insert into store (code, name) values ('BJ01', 'x')")
  await old.query(
    `insert into till (till, store, till_code, public_key, enrolled_at) values
     ('second', 'BJ01', '01', '', '2026-02-01'), ('first', 'BJ01', '01', '', '2026-01-01'), ('other', 'BJ01', '02', '', '2026-03-01')`,
  )
  await old.query(
    `insert into enrolment_code (code_hash, store, till_code, expires_at)
     values ('a', 'BJ01', '03', '2026-01-01'), ('b', 'BJ01', '03', '2026-01-02')`,
  )
  await migrate(old)
  const { rows } = await old.query('select till from till where holds_code order by till')
  expect(rows).toEqual([{ till: 'first' }, { till: 'other' }])
  expect((await old.query('select code_hash from enrolment_code')).rows).toEqual([{ code_hash: 'b' }])
  await expect(
    old.query("insert into till (till, store, till_code, public_key) values ('third', 'BJ01', '01', '')"),
  ).rejects.toMatchObject({ code: '23505' })
  await old.end()
})

test('branches that were kept before they could be given back get their links', async () => {
  const old = await freshDatabase('links_of_branches')
  await migrate(old, 4)
  const till = makeTill()
  const prev = till.head().hash
  const tricky = '"prev":"0","seq":1,"shift":null,"till":"x","v":1}'
  const lines = [till.next(tricky), till.next('二')]
  const hashes = lines.map((line) => line.slice(0, 64))
  for (const [index, line] of lines.entries())
    await old.query("insert into side_branch values ('BJ01', $1, 1, $2, $3, $4, 'STAFF_CHANGED')", [
      ...[till.till, index + 1, hashes[index], Buffer.from(line)],
    ])
  await migrate(old)
  expect((await old.query('select prev from side_branch order by seq')).rows).toEqual([{ prev }, { prev: hashes[0] }])
  await old.end()
})

test('a schema step that fails leaves nothing behind, and says which it was', async () => {
  const broken = await freshDatabase('broken_step')
  await migrate(broken, 1)
  await broken.query('alter table till add column holds_code text')
  await expect(migrate(broken)).rejects.toThrow('schema step 2')
  expect((await broken.query('select max(version) as at from schema_version')).rows).toEqual([{ at: 1 }])
  await broken.end()
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
  const reply = await fetch(`${office.http.url}/v1/push`, {
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
  const poison = till.forge((header) => JSON.stringify({ v: 9, ...header, kind: 'NEW\0', at: house.AT, body: {} }))
  const lines = [first, poison, till.next('三')]
  expect(await till.push(lines)).toMatchObject({ ok: true, proven: { seq: 3 } })
  expect(await stored(till.till)).toEqual(lines)
  const { rows } = await office.pool.query('select seq::int as seq, reason from quarantine where till = $1', [
    till.till,
  ])
  expect(rows).toEqual([{ seq: 2, reason: 'not_storable' }])
})

test('a head office that was rolled back gets the missing entries again', async () => {
  const till = await enrolledTill()
  const lines = [till.next('一'), till.next('二'), till.next('三')]
  await till.push(lines)
  await office.pool.query('delete from entry where till = $1 and seq > 1', [till.till])
  await office.pool.query('update mark set seq = 1, hash = $2 where till = $1', [till.till, lines[0]?.slice(0, 64)])
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
  ['a redirect', (reply) => reply.writeHead(302, { location: office.http.url }).end()],
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
  expect((await fetch(`${office.http.url}/v1/tills`)).status).toBe(401)
  const headers = { authorization: 'Bearer token' }
  const gets = Object.entries(openApiDocument.paths).filter(([, operations]) => 'get' in operations)
  for (const [route] of gets) {
    const reply = await fetch(office.http.url + route.replace('{till}', 'a'.repeat(32)), { headers })
    expect([route, reply.status]).toEqual([route, 200])
  }
})

test('sales are listed a page at a time over all epochs of a till, none twice and none left out', async () => {
  const till = 'e'.repeat(32)
  const places = [1, 2].flatMap((epoch) => [3, 5, 9].map((seq) => ({ epoch, seq })))
  for (const { epoch, seq } of places) {
    await office.pool.query(
      `insert into sale (store, till, epoch, seq, order_id, receipt_no, business_date, total)
       values ('BJ01', $1, $2, $3, $4, '01-20260921-0001', '2026-09-21', 100)`,
      [till, epoch, seq, `${epoch}-${seq}`],
    )
  }
  const listed: { epoch: number; seq: number }[] = []
  for (let page = 0; page < 4; page += 1) {
    const { epoch, seq } = listed.at(-1) ?? { epoch: 1, seq: 0 }
    const url = `${office.http.url}/v1/tills/${till}/sales?epoch=${epoch}&after=${seq}&limit=2`
    const reply = await fetch(url, { headers: { authorization: 'Bearer token' } })
    const { sales } = (await reply.json()) as { sales: { epoch: number; seq: number }[] }
    listed.push(...sales.map((one) => ({ epoch: one.epoch, seq: one.seq })))
  }
  expect(listed).toEqual(places)
})
