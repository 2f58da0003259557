import { expect, test } from 'vitest'
import type { PrinterStatus } from '../../../shared/bridge/print-methods.ts'
import type { SyncStatus } from '../../../shared/bridge/sync-methods.ts'
import { textIn } from '../../i18n/use-text.ts'
import type { Standing } from '../../till/standing.ts'
import {
  backupStatement,
  drawerStatement,
  mirrorStatement,
  officeStatement,
  otherPrinterStatement,
  outsideStatement,
  printerStatement,
} from './strip-statements.ts'

const zh = textIn('zh')
const hash = 'a'.repeat(64)
const one: PrinterStatus = { state: 'ready', waiting: 0, inDoubt: 0, virtual: false }
const printer = { ...one, others: [] }
const office: SyncStatus = {
  state: 'idle',
  proven: { till: 'a'.repeat(32), epoch: 1, seq: 10, hash },
  url: 'https://office',
  store: 's',
  storeName: '总店',
  tillCode: 'A1',
  headOfficeKey: 'k',
  detail: null,
}
const standing: Standing = {
  epoch: 1,
  seq: 10,
  mirror: { durable: 10, failing: null },
  mirrorRepaired: false,
  before: null,
  hole: null,
  outside: null,
  backup: null,
  printer,
  lateTickets: 0,
  office,
  disk: 'enough',
  keyMissing: false,
  shell: null,
}

test('green is only what reaches the newest entry', () => {
  expect(mirrorStatement(standing, zh)).toEqual({ proof: 'proven', words: '副本 #10' })
  expect(mirrorStatement({ ...standing, seq: 11 }, zh).proof).toBe('waiting')
  expect(officeStatement(standing, zh).proof).toBe('proven')
  expect(officeStatement({ ...standing, seq: 11 }, zh)).toEqual({
    proof: 'waiting',
    words: '总部 已证实 #10 · 待传 1',
  })
})

test('nothing known is never green', () => {
  const nothing = { ...standing, seq: 0, mirror: { durable: 0, failing: null }, printer: null, office: null }
  expect(mirrorStatement(nothing, zh)).toEqual({ proof: 'waiting', words: '副本 等待记录' })
  expect(printerStatement(nothing, '前台', zh).proof).toBe('waiting')
  expect(officeStatement(nothing, zh).proof).toBe('waiting')
})

test.each(['unreachable', 'paper_end', 'cover_open', 'offline', 'unknown'] as const)(
  'a printer that is %s is not green',
  (state) => {
    const said = printerStatement({ ...standing, printer: { ...printer, state } }, '前台', zh)
    expect(said.proof).not.toBe('proven')
  },
)

test('a job in doubt outranks a printer that says it is ready', () => {
  const said = printerStatement({ ...standing, printer: { ...printer, inDoubt: 2 } }, '前台', zh)
  expect(said).toEqual({ proof: 'act', words: '2 张不确定是否打出，请查看' })
})

test('a second copy that fails, a fork and a frozen epoch ask for a person', () => {
  expect(mirrorStatement({ ...standing, mirror: { durable: 9, failing: 'disk_full' } }, zh).proof).toBe('act')
  for (const state of ['refused', 'fork', 'frozen', 'key_missing'] as const) {
    expect(officeStatement({ ...standing, office: { ...office, state } }, zh).proof).toBe('act')
  }
})

test('a hole that no copy fills asks for a person, by its number', () => {
  expect(mirrorStatement({ ...standing, hole: 4 }, zh)).toEqual({ proof: 'act', words: '账本缺 #4，请联系管理员' })
})

test('a second copy that was made again says so, once it holds everything', () => {
  const repaired = { ...standing, mirrorRepaired: true }
  expect(mirrorStatement(repaired, zh)).toEqual({ proof: 'proven', words: '副本曾损坏，已重做，一条不少' })
  expect(mirrorStatement({ ...repaired, seq: 11 }, zh).proof).toBe('waiting')
})

test('a slip that could not be laid out is for a person to look at, even where the printer is ready', () => {
  const said = printerStatement({ ...standing, printer: { ...printer, failed: 1 } }, '前台', zh)
  expect(said.proof).toBe('act')
  expect(said.words).toContain('销售已保存')
})

test('the outside copy is silent where none was chosen, green only at the newest entry, and away is for a person', () => {
  const good = { state: 'good', folder: '/media/stick', held: 10, detail: null, keptAs: null, sameDisk: false } as const
  const said = (seq: number, outside: Standing['outside']) => outsideStatement({ seq, outside }, zh)
  expect(said(10, null)).toBeNull()
  expect(said(10, { ...good, state: 'none' })).toBeNull()
  expect(said(10, good)).toEqual({ proof: 'proven', words: '外部副本 #10' })
  expect(said(11, good)?.proof).toBe('waiting')
  expect(said(10, { ...good, held: null })?.proof).toBe('waiting')
  expect(said(10, { ...good, state: 'starting' })?.proof).toBe('waiting')
  for (const state of ['away', 'other_medium', 'fork', 'ahead', 'disk_full', 'write_failed'] as const) {
    expect(said(10, { ...good, state })?.proof).toBe('act')
  }
})

test('backups are silent while they are verified, and for a person when one failed or is older than three days', () => {
  const day = 24 * 3_600_000
  const backup: NonNullable<Standing['backup']> = {
    folder: '/backups',
    keyStorage: 'file',
    running: false,
    last: null,
    kept: 1,
    verified: { name: 'one', at: 10 * day, epoch: 1, seq: 3 },
  }
  const said = (status: Standing['backup'], now = 11 * day) => backupStatement({ backup: status }, now, zh)
  expect(said(null)).toBeNull()
  expect(said({ ...backup, folder: null, verified: null })).toBeNull()
  expect(said(backup)).toBeNull()
  expect(said(backup, 14 * day)?.proof).toBe('act')
  expect(said({ ...backup, verified: null })?.proof).toBe('act')
  expect(said({ ...backup, last: { at: 1, made: { ok: false, reason: 'disk_full' } } })?.proof).toBe('act')
  expect(said({ ...backup, last: { at: 1, made: { ok: false, reason: 'busy' } } })).toBeNull()
})

test('a till whose place was taken says so, however well it stands with head office', () => {
  const said = officeStatement({ ...standing, office: { ...office, replacedBy: 'b'.repeat(32) } }, zh)
  expect(said).toEqual({ proof: 'act', words: '本机已被另一台接替，请停用' })
})

test('another printer is spoken of only where somebody must act, and by its name', () => {
  const hot = { ...one, id: 'hot' }
  expect(otherPrinterStatement(hot, { name: '热菜', mute: false }, zh)).toBeNull()
  expect(otherPrinterStatement({ ...hot, state: 'paper_end' }, { name: '热菜', mute: false }, zh)).toBeNull()
  const out = otherPrinterStatement({ ...hot, state: 'paper_end', waiting: 1 }, { name: '热菜', mute: false }, zh)
  expect(out).toMatchObject({ proof: 'act', words: expect.stringContaining('热菜：') })
  expect(otherPrinterStatement({ ...hot, inDoubt: 1 }, { name: '热菜', mute: false }, zh)?.proof).toBe('act')
})

test('another printer that is silent is spoken of, unless it is known to tell nothing', () => {
  const silent = { ...one, id: 'hot', state: 'unknown' } as const
  expect(otherPrinterStatement(silent, { name: '热菜', mute: false }, zh)?.proof).toBe('waiting')
  expect(otherPrinterStatement(silent, { name: '热菜', mute: true }, zh)).toBeNull()
})

test('paper near its end is said before anything but trouble, of the other printers too', () => {
  const low = { ...one, paperLow: true }
  const said = (status: PrinterStatus) => printerStatement({ printer: status }, '前台', zh)
  expect(said(low)).toEqual({ proof: 'act', words: '打印机纸快用完了，请尽快换纸' })
  expect(said({ ...low, state: 'unknown' }).proof).toBe('act')
  expect(said({ ...low, state: 'paper_end' }).words).toContain('缺纸')
  expect(otherPrinterStatement({ ...low, id: 'hot' }, { name: '热菜', mute: false }, zh)?.words).toBe(
    '热菜：打印机纸快用完了，请尽快换纸',
  )
})

test('a drawer is spoken of once the next order has begun, where it is told to be open', () => {
  const standing = (drawerOpen?: boolean) => ({
    printer: { ...printer, ...(drawerOpen === undefined ? {} : { drawerOpen }) },
  })
  expect(drawerStatement(standing(true), true, zh)?.proof).toBe('act')
  expect(drawerStatement(standing(true), false, zh)).toBeNull()
  expect(drawerStatement(standing(false), true, zh)).toBeNull()
  expect(drawerStatement(standing(), true, zh)).toBeNull()
  expect(drawerStatement({ printer: null }, true, zh)).toBeNull()
})
