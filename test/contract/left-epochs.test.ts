import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryLeftEpochs } from '../../electron/transport/carry-left-epochs.ts'
import { statusText } from '../../server/status-text.ts'
import { readTills } from '../../server/store/read-tills.ts'
import { enrolledTill, type Office, openOffice, storedLines } from './office-and-tills.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
})

afterAll(() => office.close())

type Till = Awaited<ReturnType<typeof enrolledTill>>

const carrier = ({ transport }: Pick<Till, 'transport'>, left: Readonly<Record<number, readonly string[]>>) => {
  const troubles: string[] = []
  const carry = carryLeftEpochs({
    transport,
    epochs: () => Object.keys(left).map(Number),
    read: (epoch, after, limit) => left[epoch]?.slice(after, after + limit) ?? [],
    onTrouble: (detail) => troubles.push(detail),
  })
  return { carry, troubles }
}

const besides = async (till: string): Promise<string[]> => {
  const { rows } = await office.pool.query('select raw from side_branch where till = $1 order by epoch, seq, hash', [
    till,
  ])
  return rows.map((row) => String(row.raw))
}

/** A till that went back to its second entry and made others under the numbers that head office holds. */
const forkedTill = async () => {
  const till = await enrolledTill(office)
  const common = [till.next('一'), till.next('二')]
  const branching = till.head()
  const first = [till.next('三'), till.next('四')]
  await till.push([...common, ...first])
  till.rewindTo(branching)
  const second = [till.next('叁'), till.next('肆'), till.next('伍')]
  expect(await till.push(second)).toMatchObject({ ok: false, reason: 'fork' })
  return { till, common, first, second }
}

test('the branch that head office lacks is kept beside its own, once, and not sent again', async () => {
  const { till, common, first, second } = await forkedTill()
  const { carry, troubles } = carrier(till, { 1: [...common, ...second] })
  expect([await carry(), troubles]).toEqual([true, []])
  expect(await storedLines(office, till.till)).toEqual([...common, ...first])
  expect(await besides(till.till)).toEqual(second)
  const restarted = till.open()
  expect(restarted.leftAcks()).toMatchObject([{ epoch: 1, seq: 5, hash: till.head().hash }])
  await office.pool.query('delete from side_branch where till = $1', [till.till])
  await carrier({ transport: restarted }, { 1: [...common, ...second] }).carry()
  expect(await besides(till.till), 'an acknowledged branch is not sent again').toEqual([])
})

test('what follows the mark of a left epoch is stored like any upload', async () => {
  const till = await enrolledTill(office)
  const lines = [till.next('一'), till.next('二'), till.next('三')]
  await till.push(lines.slice(0, 1))
  expect(await carrier(till, { 1: lines }).carry()).toBe(true)
  expect([await storedLines(office, till.till), await besides(till.till)]).toEqual([lines, []])
})

test('a branch whose beginning head office does not hold is asked for from its first entry', async () => {
  const { till, second } = await forkedTill()
  const stray = second.slice(1)
  const reply = await till.transport.handIn({ epoch: 1, lines: stray, hash: till.head().hash })
  expect([reply, await besides(till.till)]).toMatchObject([{ ok: false, reason: 'gap' }, []])
})

test('two machines with one identity end in two epochs, and head office holds what both sold, once each', async () => {
  const { till, common, first, second } = await forkedTill()
  const sales = { a: [...common, ...first], b: [...common, ...second] }
  till.beginEpoch(2)
  const after = [till.next('克隆一')]
  expect(await till.push(after, 2)).toMatchObject({ ok: true })
  expect(await carrier(till, { 1: sales.b }).carry()).toBe(true)
  // The other machine goes on in the epoch that is frozen now, is refused, and leaves it in turn.
  expect(await carrier(till, { 1: sales.a }).carry(), 'the other branch, from the same identity').toBe(true)
  expect(await storedLines(office, till.till)).toEqual([...sales.a, ...after])
  expect(await besides(till.till)).toEqual(second)
})

test('status names a branch with sales, which are in no sum', async () => {
  const { till, common, second } = await forkedTill()
  await carrier(till, { 1: [...common, ...second] }).carry()
  await office.pool.query("update side_branch set kind = 'SALE' where till = $1 and seq = 5", [till.till])
  const tills = (await readTills(office.pool)).filter((one) => one.till === till.till)
  expect(tills).toMatchObject([{ frozen: true, besideSales: 1 }])
  expect(statusText(tills)).toContain('1 笔销售')
})
