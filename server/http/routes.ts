import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import * as v from 'valibot'
import {
  enrolRequestSchema,
  MAX_EPOCH,
  pullRequestSchema,
  pushRequestSchema,
  type Refusal,
} from '../../shared/sync/wire.ts'
import { enrol } from '../ingest/enrol.ts'
import { pull } from '../ingest/pull.ts'
import { handInLeft, push } from '../ingest/push.ts'
import type { SigningKey } from '../signing-key.ts'
import { readTills } from '../store/read-tills.ts'
import { healthOf } from './health.ts'
import { openApiDocument } from './open-api.ts'

/** What head office answers with; `now` is UTC milliseconds. */
export type HeadOffice = {
  readonly pool: Pool
  readonly key: SigningKey
  readonly adminToken: string
  readonly now: () => number
}

const STATUS: Record<Refusal['reason'], number> = {
  gap: 409,
  fork: 409,
  frozen: 409,
  bad_signature: 401,
  unknown_till: 401,
  bad_code: 403,
  replacement_code: 403,
  no_replacement_code: 403,
  not_its_replacement: 403,
  broken_chain: 422,
  bad_request: 400,
  full: 507,
  internal: 500,
}

const refuse = (reply: FastifyReply, refusal: Refusal) => reply.status(STATUS[refusal.reason]).send(refusal)

const MAX_DETAIL = 300

/** Stops at the first fault, and says it in few words: a body of a million of them would make head office slow for all. */
const read = <S extends v.GenericSchema>(
  schema: S,
  body: unknown,
): { ok: true; value: v.InferOutput<S> } | { ok: false; refusal: Refusal } => {
  const parsed = v.safeParse(schema, body, { abortEarly: true })
  if (parsed.success) return { ok: true, value: parsed.output }
  const detail = v.summarize(parsed.issues).slice(0, MAX_DETAIL)
  return { ok: false, refusal: { reason: 'bad_request', detail } }
}

const tillRoutes = (app: FastifyInstance, { pool, key, now }: HeadOffice) => {
  app.post('/v1/enrol', async (request, reply) => {
    const parsed = read(enrolRequestSchema, request.body)
    if (!parsed.ok) return refuse(reply, parsed.refusal)
    const result = await enrol(pool, key, parsed.value)
    return result.ok ? result.value : refuse(reply, { reason: result.reason })
  })
  app.post('/v1/push', async (request, reply) => {
    const parsed = read(pushRequestSchema, request.body)
    if (!parsed.ok) return refuse(reply, parsed.refusal)
    const result = await push(pool, key, parsed.value, now)
    return result.ok ? result.reply : refuse(reply, result.refusal)
  })
  app.post('/v1/left', async (request, reply) => {
    const parsed = read(pushRequestSchema, request.body)
    if (!parsed.ok) return refuse(reply, parsed.refusal)
    const result = await handInLeft(pool, key, parsed.value)
    return result.ok ? result.ack : refuse(reply, result.refusal)
  })
  app.post('/v1/pull', async (request, reply) => {
    const parsed = read(pullRequestSchema, request.body)
    if (!parsed.ok) return refuse(reply, parsed.refusal)
    const result = await pull(pool, key, parsed.value, now)
    return result.ok ? result.pulled : refuse(reply, result.refusal)
  })
}

const wholeNumber = v.pipe(v.string(), v.digits(), v.transform(Number), v.safeInteger())

/** After the sale `after` of `epoch`: numbers begin anew in each epoch, so that a page goes on only from both. */
const pageSchema = v.object({
  till: v.pipe(v.string(), v.maxLength(64), v.excludes('\0')),
  epoch: v.optional(v.pipe(wholeNumber, v.maxValue(MAX_EPOCH)), '1'),
  after: v.optional(wholeNumber, '0'),
  limit: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(500)), '100'),
})

const readRoutes = (app: FastifyInstance, { pool, adminToken }: HeadOffice) => {
  const expected = Buffer.from(`Bearer ${adminToken}`)
  const guard = async (request: FastifyRequest, reply: FastifyReply) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return
    await reply.status(401).send({ reason: 'bad_token' })
  }
  app.get('/v1/tills', { preHandler: guard }, async () => ({ tills: await readTills(pool) }))
  app.get('/v1/tills/:till/sales', { preHandler: guard }, async (request, reply) => {
    const page = read(pageSchema, Object.assign({}, request.query, request.params))
    if (!page.ok) return refuse(reply, page.refusal)
    const { rows } = await pool.query(
      `select epoch, seq::float8 as seq, order_id as "orderId", receipt_no as "receiptNo",
         business_date::text as "businessDate", total::float8 as "totalFen"
       from sale where till = $1 and (epoch, seq) > ($2, $3) order by epoch, seq limit $4`,
      [page.value.till, page.value.epoch, page.value.after, page.value.limit],
    )
    return { sales: rows }
  })
  app.get('/v1/quarantine', { preHandler: guard }, async () => {
    const { rows } = await pool.query(
      'select store, till, epoch, seq::float8 as seq, reason, detail from quarantine order by till, epoch, seq limit 500',
    )
    return { entries: rows }
  })
}

/** All routes of head office. */
export const addRoutes = (app: FastifyInstance, office: HeadOffice): void => {
  tillRoutes(app, office)
  readRoutes(app, office)
  const isWell = healthOf(office.pool)
  app.get('/health', async (_request, reply) => {
    const ok = await isWell()
    return reply.status(ok ? 200 : 503).send({ ok, keyId: office.key.keyId })
  })
  app.get('/openapi.json', async () => openApiDocument)
  app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(frontPage(await isWell())))
}

/** Says nothing of tills or sales: whoever stands in front of this server may pass it on to the world. */
const frontPage = (isWell: boolean): string =>
  [
    '存根总部 Counterfoil head office',
    isWell
      ? '数据库正常 The database answers.'
      : '数据库没有应答：暂不接收 The database does not answer: nothing is taken now.',
    '收银机的情况请在这台机器上看 For the tills, on this machine: node server/admin.ts status --data FOLDER',
    '接口 Interface: /openapi.json',
    '',
  ].join('\n')
