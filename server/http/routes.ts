import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import * as v from 'valibot'
import { enrolRequestSchema, pushRequestSchema, type Refusal } from '../../shared/sync/wire.ts'
import { enrol } from '../ingest/enrol.ts'
import { push } from '../ingest/push.ts'
import type { SigningKey } from '../signing-key.ts'
import { openApiDocument } from './open-api.ts'

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
  broken_chain: 422,
  bad_request: 400,
  full: 507,
}

const refuse = (reply: FastifyReply, refusal: Refusal) => reply.status(STATUS[refusal.reason]).send(refusal)

const tillRoutes = (app: FastifyInstance, { pool, key, now }: HeadOffice) => {
  app.post('/v1/enrol', async (request, reply) => {
    const parsed = v.safeParse(enrolRequestSchema, request.body)
    if (!parsed.success) return refuse(reply, { reason: 'bad_request', detail: v.summarize(parsed.issues) })
    const result = await enrol(pool, key, parsed.output)
    return result.ok ? result.value : refuse(reply, { reason: result.reason })
  })
  app.post('/v1/push', async (request, reply) => {
    const parsed = v.safeParse(pushRequestSchema, request.body)
    if (!parsed.success) return refuse(reply, { reason: 'bad_request', detail: v.summarize(parsed.issues) })
    const result = await push(pool, key, parsed.output, now)
    return result.ok ? result.ack : refuse(reply, result.refusal)
  })
}

const pageSchema = v.object({
  after: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number)), '0'),
  limit: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(500)), '100'),
})

const readRoutes = (app: FastifyInstance, { pool, adminToken }: HeadOffice) => {
  const expected = Buffer.from(`Bearer ${adminToken}`)
  const guard = async (request: FastifyRequest, reply: FastifyReply) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return
    await reply.status(401).send({ reason: 'bad_token' })
  }
  app.get('/v1/tills', { preHandler: guard }, async () => {
    const { rows } = await pool.query(
      `select t.till, t.store, t.till_code as "tillCode", m.epoch, m.seq::int as seq, m.hash, m.frozen,
         (select count(*)::int from quarantine q where q.till = t.till) as quarantined
       from till t left join mark m on m.till = t.till order by t.store, t.till_code, m.epoch`,
    )
    return { tills: rows }
  })
  app.get<{ Params: { till: string } }>('/v1/tills/:till/sales', { preHandler: guard }, async (request, reply) => {
    const page = v.safeParse(pageSchema, request.query)
    if (!page.success) return reply.status(400).send({ reason: 'bad_request', detail: v.summarize(page.issues) })
    const { rows } = await pool.query(
      `select epoch, seq::int as seq, order_id as "orderId", receipt_no as "receiptNo",
         business_date::text as "businessDate", total::int as "totalFen"
       from sale where till = $1 and seq > $2 order by epoch, seq limit $3`,
      [request.params.till, page.output.after, page.output.limit],
    )
    return { sales: rows }
  })
  app.get('/v1/quarantine', { preHandler: guard }, async () => {
    const { rows } = await pool.query(
      'select store, till, epoch, seq::int as seq, reason, detail from quarantine order by till, epoch, seq limit 500',
    )
    return { entries: rows }
  })
}

/** All routes of head office. */
export const addRoutes = (app: FastifyInstance, office: HeadOffice): void => {
  tillRoutes(app, office)
  readRoutes(app, office)
  app.get('/health', async (_request, reply) => {
    const alive = await office.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.status(alive ? 200 : 503).send({ ok: alive, keyId: office.key.keyId })
  })
  app.get('/openapi.json', async () => openApiDocument)
}
