import { expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CONTEXT, freshDatabase, genesis, openWith, shiftOpened } from '../../test/contract/journal-fixtures.ts'
import type { IndexedDb } from './database.ts'

/** A browser that opens the database and gives it up at each use, as Chromium does with a damaged file; `isDamaged` by how often it was opened. */
const damaged = (whole: IndexedDb, isDamaged: (opened: number) => boolean): IndexedDb => {
  let opened = 0
  const open = (...where: Parameters<IDBFactory['open']>) => {
    opened += 1
    const request = whole.indexedDB.open(...where)
    if (isDamaged(opened)) {
      request.addEventListener('success', () => {
        request.result.transaction = () => {
          throw new DOMException('Backend aborted error', 'InvalidStateError')
        }
      })
    }
    return request
  }
  const indexedDB = new Proxy(whole.indexedDB, {
    get: (factory, name) => (name === 'open' ? open : Reflect.get(factory, name).bind(factory)),
  })
  return { ...whole, indexedDB }
}

const tillWithAShift = async () => {
  const [double, whole] = [makeBridgeDouble(), freshDatabase()]
  const first = await openWith(double, whole)
  if (!first.ok) throw new Error(first.reason)
  for (const content of [genesis, shiftOpened]) await first.journal.commit(content, CONTEXT)
  first.journal.close()
  return { double, whole }
}

test('a database that opens and cannot be read is said to be unreadable', async () => {
  const { double, whole } = await tillWithAShift()
  const opened = await openWith(
    double,
    damaged(whole, () => true),
  )
  expect(opened).toMatchObject({ ok: false, reason: 'unreadable' })
})

test('where the browser opens it after all, the till opens', async () => {
  const { double, whole } = await tillWithAShift()
  let last = 0
  await openWith(
    double,
    damaged(whole, (opened) => {
      last = opened
      return true
    }),
  )
  // The first is the look before, the rest two tries of the same length.
  const oneTry = (last - 1) / 2
  const opened = await openWith(
    double,
    damaged(whole, (count) => count > 1 && count <= 1 + oneTry),
  )
  expect(opened).toMatchObject({ ok: true, findings: { head: 2 } })
})
