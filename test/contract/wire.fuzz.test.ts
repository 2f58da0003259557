import { connect } from 'node:net'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolText, pullText, pushText, refusalSchema } from '../../shared/sync/wire.ts'
import { harmed } from '../fuzz/harmed.ts'
import { harshJson, nearly } from '../fuzz/harsh-json.ts'
import { FEW, SOME } from '../fuzz/runs.ts'
import { enrolledTill, type Office, openOffice, storedLines } from './office-and-tills.ts'

let office: Office
let till: Awaited<ReturnType<typeof enrolledTill>>
let first = ''
beforeAll(async () => {
  office = await openOffice()
  till = await enrolledTill(office)
  first = till.next('一')
  await till.push([first])
})
afterAll(() => office.close())

const ROUTES = ['/v1/push', '/v1/pull', '/v1/enrol'] as const
type Route = (typeof ROUTES)[number]

const formOf = (route: Route) => {
  const nonce = 'n'.repeat(16)
  if (route === '/v1/enrol') return { code: 'ABCDEFGHJKLM', publicKey: 'A'.repeat(43).concat('='), signature: 'AAAA' }
  if (route === '/v1/pull') return { till: till.till, of: till.till, epoch: 1, after: 0, nonce, signature: 'AAAA' }
  return { till: till.till, epoch: 1, nonce, lines: [first], signature: 'AAAA' }
}

const send = (route: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  fetch(office.http.url + route, { method: 'POST', headers: { 'content-type': type }, body })

const counts = async () => {
  const { rows } = await office.pool.query(
    `select (select count(*) from entry)::int as entries, (select count(*) from quarantine)::int as quarantined,
       (select count(*) from till)::int as tills, (select sum(seq) from mark)::int as marks,
       (select count(*) from mark where frozen)::int as frozen`,
  )
  return rows[0]
}

/** Refused in a way that every till understands, in few words, as the sender's fault and not as a failure in here. */
const expectRefusal = async (reply: Response) => {
  const text = await reply.text()
  expect([reply.status, text]).toEqual([expect.toSatisfy((status: number) => status >= 400 && status < 500), text])
  expect(text.length).toBeLessThan(2_000)
  expect(v.safeParse(refusalSchema, JSON.parse(text)).success).toBe(true)
}

test('a request that is nearly right, unsigned, is refused in few words and changes nothing', async () => {
  const before = await counts()
  const request = fc
    .constantFrom(...ROUTES)
    .chain((route) => nearly(formOf(route)).map((body) => [route, body] as const))
  await fc.assert(
    fc.asyncProperty(request, async ([route, body]) => expectRefusal(await send(route, JSON.stringify(body)))),
    SOME,
  )
  expect(await counts()).toEqual(before)
})

const signs = {
  '/v1/push': (body: never) => pushText(body),
  '/v1/pull': (body: never) => pullText(body),
  '/v1/enrol': (body: never) => enrolText(body),
} as const

test('a request that is nearly right and signed is answered by the rules, never by a failure', async () => {
  const request = fc
    .constantFrom(...ROUTES)
    .chain((route) => nearly(formOf(route)).map((body) => [route, body] as const))
  await fc.assert(
    fc.asyncProperty(request, async ([route, body]) => {
      let text = ''
      try {
        text = signs[route](body as never)
      } catch {
        // Of a body without lines there is nothing to sign.
      }
      const reply = await send(route, JSON.stringify({ ...body, signature: till.sign(text) }))
      if (reply.status !== 200) await expectRefusal(reply)
    }),
    SOME,
  )
  expect(await storedLines(office, till.till)).toEqual([first])
})

test('bodies that were cut, bent, doubled or are no JSON at all are refused', async () => {
  const before = await counts()
  const request = fc.constantFrom(...ROUTES).chain((route) =>
    fc
      .oneof(
        harmed(Buffer.from(JSON.stringify(formOf(route)))),
        harshJson.map((value) => Buffer.from(JSON.stringify(value))),
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      )
      .map((body) => [route, Uint8Array.from(body)] as const),
  )
  await fc.assert(
    fc.asyncProperty(request, async ([route, body]) => expectRefusal(await send(route, body))),
    SOME,
  )
  expect(await counts()).toEqual(before)
})

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test.each<[string, (form: string) => string, string?]>([
  ['nesting without end', () => nested(300_000)],
  ['a million wrong members', () => JSON.stringify({ lines: new Array(1_900_000).fill(1) })],
  ['a million members too many', () => `{${Array.from({ length: 100_000 }, (_, at) => `"m${at}":1`).join()}}`],
  ['a prototype', (form) => form.replace('{', '{"__proto__":{"till":"x"},')],
  ['a constructor', (form) => form.replace('{', '{"constructor":{"prototype":{"till":"x"}},')],
  ['a member twice', (form) => form.replace('{', '{"signature":1,')],
  ['a number that is none', (form) => form.replace(':1,', ':1e400,')],
  ['a till that a database cannot look for', (form) => form.replaceAll(till.till, '\\u0000')],
  ['a line that no entry is as long as', (form) => form.replace('[', `["${'x'.repeat(300_000)}",`)],
  ['a signature of megabytes', (form) => form.replace('"AAAA"', `"${'AAAA'.repeat(900_000)}"`)],
  ['more than is taken', () => JSON.stringify('x'.repeat(4_000_001))],
  ['nothing', () => ''],
  ['another content type', (form) => form, 'text/plain'],
  ['no known content type', (form) => form, 'application/x-www-form-urlencoded'],
  ['a content type that is none', (form) => form, ';;;'],
])('a body of %s is refused in few words', async (_name, change, type) => {
  for (const route of ROUTES) await expectRefusal(await send(route, change(JSON.stringify(formOf(route))), type))
})

test('whatever a person with the token asks for, the answer is entries or a refusal', async () => {
  const headers = { authorization: 'Bearer token' }
  const text = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), fc.constantFrom('\0', '%', '1e400'))
  await fc.assert(
    fc.asyncProperty(
      text.filter((one) => one.isWellFormed() && one !== '.' && one !== '..'),
      text,
      async (name, given) => {
        const after = given.length > 5 ? '0' : given
        const query = new URLSearchParams({ after, limit: '5' })
        const url = `${office.http.url}/v1/tills/${encodeURIComponent(name)}/sales?${query}`
        const reply = await fetch(url, { headers })
        expect(reply.status).toBeLessThan(500)
      },
    ),
    SOME,
  )
})

/** What comes back over a raw connection until the server ends it. */
const raw = (bytes: Uint8Array): Promise<string> =>
  new Promise((resolve) => {
    const { port } = new URL(office.http.url)
    const socket = connect(Number(port), '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(text))
    socket.on('error', () => resolve(text))
    socket.end(bytes)
  })

test('a connection that says anything, or stops in the middle, is ended and the next one is served', async () => {
  const body = JSON.stringify(formOf('/v1/push'))
  const head = `POST /v1/push HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        harmed(Buffer.from(head + body)),
        fc.uint8Array().map((some) => Buffer.from(some)),
      ),
      async (bytes) => {
        const reply = await raw(bytes)
        expect(reply).not.toMatch(/^HTTP\/1\.1 (200|5)/)
      },
    ),
    FEW,
  )
  expect(await till.push([first])).toMatchObject({ ok: true, proven: { seq: 1 } })
})

test('an entry that the chain allows and nobody understands is kept, shown, and given back as it was', async () => {
  const one = await enrolledTill(office)
  const body = fc.oneof(
    harshJson.map((value) => JSON.stringify(value)),
    fc.constantFrom(
      nested(5_000),
      nested(20_000),
      '1e400',
      '1e999999',
      '"\\u0000"',
      '"\\ud800"',
      '{"__proto__":1,"__proto__":2}',
    ),
  )
  const lines = fc
    .sample(
      body.filter((text) => text.isWellFormed()),
      { seed: 20_261_124, numRuns: 40 },
    )
    .map((text) => one.forge((header) => `{"v":1,"kind":"SALE","body":${text},${JSON.stringify(header).slice(1)}`))
  expect(await one.push(lines)).toMatchObject({ ok: true, proven: { seq: 40 } })
  expect(await storedLines(office, one.till)).toEqual(lines)
  const { rows } = await office.pool.query('select seq::int as seq from quarantine where till = $1 order by seq', [
    one.till,
  ])
  expect(rows.map(({ seq }) => seq)).toEqual(lines.map((_line, index) => index + 1))
  const pulled = await one.transport.pull({ epoch: 1, after: 0 })
  const given = pulled.ok ? pulled.lines : []
  expect(given.length).toBeGreaterThan(0)
  expect(given).toEqual(lines.slice(0, given.length))
})
