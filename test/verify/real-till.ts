import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { writeArchive } from '../../electron/archive/write-archive.ts'
import { openIdentity } from '../../electron/identity.ts'
import { openMirror } from '../../electron/mirror/mirror.ts'
import { sha256 } from '../../electron/parts.ts'
import { signHead } from '../../electron/sign-head.ts'
import { startFollowers } from '../../renderer/followers/start-followers.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { completeSale } from '../../renderer/till/complete-sale.ts'
import { editOrder } from '../../renderer/till/edit-order.ts'
import { moveCash, openDrawer } from '../../renderer/till/move-cash.ts'
import { newId } from '../../renderer/till/new-id.ts'
import { addItem, setOrderDiscount } from '../../renderer/till/order-lines.ts'
import { priceIn } from '../../renderer/till/price.ts'
import { recordEnrolment } from '../../renderer/till/record-enrolment.ts'
import { refundSale } from '../../renderer/till/refund-sale.ts'
import { requestInvoice } from '../../renderer/till/request-invoice.ts'
import { setUpTill } from '../../renderer/till/set-up.ts'
import { closeShift, openShift, reportX } from '../../renderer/till/shift.ts'
import { tillAtStart, useTill } from '../../renderer/till/till.ts'
import { voidOrder } from '../../renderer/till/void-order.ts'
import { openSigningKey, type SigningKey } from '../../server/signing-key.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import type { Head } from '../../shared/journal/seal.ts'
import { fen } from '../../shared/money/fen.ts'
import { quantity } from '../../shared/money/quantity.ts'
import type { Tender } from '../../shared/sale/tender.ts'
import { type Ack, ackText } from '../../shared/sync/wire.ts'
import { makeBridgeDouble } from '../contract/bridge-double.ts'
import { freshDatabase, openWith } from '../contract/journal-fixtures.ts'
import { PATIENCE_MS } from '../patience.ts'

const NOW = 1_790_000_100_000
const later = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms / 100)
  return () => clearTimeout(timer)
}

/** What a head office with this key would sign of a head. */
export const ackOf = (key: SigningKey, { till, epoch, seq, hash }: Head): Ack => {
  const unsigned = { till, epoch, seq, hash, serverTime: NOW, nonce: 'n'.repeat(16), keyId: key.keyId, quarantined: [] }
  return { ...unsigned, signature: key.sign(ackText(unsigned)) }
}

const ring = async (journal: Journal, sku: string, portions: number) => {
  const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
  if (item === undefined) throw new Error(`no item ${sku}`)
  const added = addItem(useTill.getState().order, item, [], quantity(portions * 1_000), newId())
  if (added === null) throw new Error('the order is full')
  await editOrder(journal, () => added.order, added.lineId)
}

const must = <T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> => {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result as Extract<T, { ok: true }>
}

/** Two shifts on one business date: sales by every tender, a discount, a void, a refund, an invoice request, X and Z. */
const sellForADay = async (journal: Journal, signed: () => Promise<unknown>) => {
  const sell = async (sku: string, portions: number, tenders: (total: number) => readonly Tender[]) => {
    await ring(journal, sku, portions)
    if (portions > 2) {
      await editOrder(journal, (order) => setOrderDiscount(order, { kind: 'percent', bp: 500, by: 'wang-fang' }))
    }
    const { order, facts, shift } = useTill.getState()
    if (facts === null || shift === null) throw new Error('no shift')
    return must(await completeSale(journal, tenders(priceIn(order, facts, shift).total))).value
  }
  const cash = (total: number): Tender[] => [{ kind: 'cash', amount: fen(total + 100) }]
  const mixed = (total: number): Tender[] => [
    { kind: 'wechat', amount: fen(100) },
    { kind: 'cash', amount: fen(total - 100) },
  ]
  must(await openShift(journal, fen(50_000)))
  await sell('1001', 2, cash)
  const mistake = await sell('2001', 1, mixed)
  const invoiced = await sell('1001', 3, (total) => [{ kind: 'alipay', amount: fen(total) }])
  await ring(journal, '2001', 1)
  must(await voidOrder(journal, 'the guest left'))
  must(await refundSale(journal, mistake, { reason: 'wrong dish', approvedBy: 'wang-fang' }))
  must(await requestInvoice(journal, invoiced, { name: '样例科技', taxpayerId: '' }))
  must(await reportX(journal, 'wang-fang'))
  must(await closeShift(journal, fen(60_000)))
  await signed()
  must(await openShift(journal, fen(20_000)))
  const supplier = { direction: 'out', amount: fen(3_600), reason: '付供货商', approvedBy: 'wang-fang' } as const
  must(await moveCash(journal, { moveId: newId(), ...supplier }))
  must(await openDrawer(journal, { openingId: newId(), reason: '换零钱' }))
  await sell('1001', 1, (total) => [{ kind: 'card', amount: fen(total) }])
  await sell('2001', 2, cash)
  must(await closeShift(journal, fen(20_000)))
  await signed()
}

/** A till's day through the app's own modules, with real keys and a real mirror; only browser, paper and network are doubles. */
export const makeRealTill = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-real-till-'))
  const mirrorFolder = path.join(folder, 'mirror')
  const identity = openIdentity({ folder, mirrorFolder, keychain: null })
  const { till, publicKey } = identity
  const mirror = openMirror({ folder: mirrorFolder, till, epoch: 1, sha256, onTrouble: () => undefined })
  const office = openSigningKey(path.join(folder, 'office.pem'))
  const double = makeBridgeDouble(till)
  const call: Bridge['call'] = {
    ...double.bridge.call,
    'app.info': async () => ({ ...double.app, publicKey }),
    'identity.signHead': async (head) => signHead({ identity, mirror }, head),
    'mirror.append': async ({ lines }) => mirror.append(lines),
    'mirror.tail': async () => ({ tail: mirror.tail() }),
    'mirror.read': async ({ after, limit }) => ({ lines: mirror.read(after, limit) }),
  }
  const bridge: Bridge = { ...double.bridge, call }
  const journal = must(await openWith(Object.assign(double, { bridge }), freshDatabase())).journal
  const followers = startFollowers({ journal, bridge, later, random: () => 0.5 })
  const isSigned = () => mirror.read(mirror.tail().seq - 1, 1)[0]?.includes('"kind":"SIGNED"')
  const signed = () => vi.waitUntil(isSigned, { timeout: PATIENCE_MS })
  const person = { managerName: '王芳', pin: '2580' }
  const choices = { restaurant: '样例饭馆', taxpayer: 'small_scale', sample: true, ...person } as const
  must(await setUpTill({ journal, bridge }, choices))
  const label = { store: 'BJ01', storeName: '样例', tillCode: '01', headOfficeKey: office.publicKey }
  must(await recordEnrolment(journal, { ...double.sync.status, ...label, state: 'idle', url: 'https://x' }))
  useTill.setState(tillAtStart(), true)
  useTill.setState({ staff: { id: 'wang-fang', name: '王芳', role: 'manager' }, facts: journal.facts() })
  await sellForADay(journal, signed)
  await followers.stop()
  journal.close()
  const head = mirror.tail()
  const lines = mirror.read(0, head.seq)
  /** Exports an archive, with head office's ack of the head unless told. */
  const exportArchive = async (ack: Ack | null = ackOf(office, head)) => {
    const target = mkdtempSync(path.join(folder, 'export-'))
    mkdirSync(target, { recursive: true })
    const signed = ack === null ? null : { headOfficeKey: office.publicKey, keyId: office.keyId, ack, earlier: [] }
    return must(await writeArchive({ identity, mirror, ack: signed, version: '0.1.0', folder: target, now: NOW })).path
  }
  return { folder, identity, office, head, lines, exportArchive }
}
export type RealTill = Awaited<ReturnType<typeof makeRealTill>>
