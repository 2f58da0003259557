import type { PoolClient } from 'pg'
import type { Arrival } from './read-batch.ts'

const insertEntries = (client: PoolClient, key: readonly [string, string, number], arrivals: readonly Arrival[]) =>
  client.query(
    `insert into entry (store, till, epoch, seq, hash, raw, doc, kind)
     select $1, $2, $3, * from unnest($4::bigint[], $5::text[], $6::bytea[], $7::jsonb[], $8::text[])`,
    [
      ...key,
      arrivals.map((one) => one.seq),
      arrivals.map((one) => one.hash),
      arrivals.map((one) => Buffer.from(one.line)),
      arrivals.map((one) => one.json),
      // A kind is shown to people; PostgreSQL's text takes no U+0000.
      arrivals.map((one) => one.kind.toWellFormed().replaceAll('\0', '').slice(0, 100)),
    ],
  )

const insertQuarantine = async (
  client: PoolClient,
  key: readonly [string, string, number],
  arrivals: readonly Arrival[],
) => {
  const held = arrivals.flatMap((one) => (one.quarantine ? [{ seq: one.seq, ...one.quarantine }] : []))
  if (held.length === 0) return
  await client.query(
    `insert into quarantine (store, till, epoch, seq, reason, detail)
     select $1, $2, $3, * from unnest($4::bigint[], $5::text[], $6::text[])`,
    [
      ...key,
      held.map((one) => one.seq),
      held.map((one) => one.reason),
      held.map((one) => one.detail.toWellFormed().replaceAll('\0', '')),
    ],
  )
}

type DayChange = { date: string; sales: number; salesTotal: number; refunds: number; refundTotal: number }

const summarise = (arrivals: readonly Arrival[]): DayChange[] => {
  const days = new Map<string, DayChange>()
  for (const { entry } of arrivals) {
    if (entry?.kind !== 'SALE' && entry?.kind !== 'REFUND') continue
    const date = entry.body.businessDate
    const day = days.get(date) ?? { date, sales: 0, salesTotal: 0, refunds: 0, refundTotal: 0 }
    if (entry.kind === 'SALE')
      days.set(date, { ...day, sales: day.sales + 1, salesTotal: day.salesTotal + entry.body.total })
    else days.set(date, { ...day, refunds: day.refunds + 1, refundTotal: day.refundTotal + entry.body.total })
  }
  return [...days.values()]
}

const addSales = async (client: PoolClient, key: readonly [string, string, number], arrivals: readonly Arrival[]) => {
  const sales = arrivals.flatMap(({ entry, seq }) => (entry?.kind === 'SALE' ? [{ seq, ...entry.body }] : []))
  if (sales.length > 0) {
    await client.query(
      `insert into sale (store, till, epoch, seq, order_id, receipt_no, business_date, total)
       select $1, $2, $3, * from unnest($4::bigint[], $5::text[], $6::text[], $7::date[], $8::bigint[])`,
      [
        ...key,
        sales.map((one) => one.seq),
        sales.map((one) => one.orderId),
        sales.map((one) => one.receiptNo),
        sales.map((one) => one.businessDate),
        sales.map((one) => one.total),
      ],
    )
  }
  const days = summarise(arrivals)
  if (days.length === 0) return
  await client.query(
    `insert into day_summary (store, till, business_date, sales, sales_total, refunds, refund_total)
     select $1, $2, * from unnest($3::date[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
     on conflict (store, till, business_date) do update set
       sales = day_summary.sales + excluded.sales, sales_total = day_summary.sales_total + excluded.sales_total,
       refunds = day_summary.refunds + excluded.refunds, refund_total = day_summary.refund_total + excluded.refund_total`,
    [
      key[0],
      key[1],
      days.map((day) => day.date),
      days.map((day) => day.sales),
      days.map((day) => day.salesTotal),
      days.map((day) => day.refunds),
      days.map((day) => day.refundTotal),
    ],
  )
}

/** SQLSTATE classes that speak of the value itself: data exception, constraint violation, program limit exceeded. */
const isOfTheEntry = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^(22|23|54)/.test(String(error.code))

/** Runs work so that a value which the database refuses undoes that work alone; gives the refusal. */
const attempt = async (client: PoolClient, work: () => Promise<void>): Promise<Error | null> => {
  await client.query('savepoint attempt')
  try {
    await work()
    await client.query('release savepoint attempt')
    return null
  } catch (error) {
    if (!isOfTheEntry(error)) throw error
    await client.query('rollback to savepoint attempt')
    return error
  }
}

/** Stores entries with their read tables. One that the database refuses is kept raw, in quarantine, and holds up no other. */
const storeEach = async (client: PoolClient, key: readonly [string, string, number], arrivals: readonly Arrival[]) => {
  const store = async (some: readonly Arrival[]) => {
    await insertEntries(client, key, some)
    await insertQuarantine(client, key, some)
    await addSales(client, key, some)
  }
  if (!(await attempt(client, () => store(arrivals)))) return
  for (const one of arrivals) {
    const refusal = await attempt(client, () => store([one]))
    if (!refusal) continue
    const quarantine = { reason: 'not_storable', detail: refusal.message.slice(0, 500) } as const
    await store([{ ...one, json: null, entry: null, quarantine }])
  }
}

/** Stores entries that continue the mark, and moves the mark; gives the new mark. */
export const storeArrivals = async (
  client: PoolClient,
  store: string,
  till: string,
  epoch: number,
  arrivals: readonly Arrival[],
): Promise<{ seq: number; hash: string }> => {
  const last = arrivals.at(-1)
  if (!last) throw new RangeError('nothing to store')
  const key = [store, till, epoch] as const
  await storeEach(client, key, arrivals)
  await client.query('update mark set seq = $4, hash = $5 where store = $1 and till = $2 and epoch = $3', [
    ...key,
    last.seq,
    last.hash,
  ])
  return { seq: last.seq, hash: last.hash }
}
