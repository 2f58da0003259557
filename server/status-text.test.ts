import { expect, test } from 'vitest'
import { statusText } from './status-text.ts'
import type { TillStanding } from './store/read-tills.ts'

const till: TillStanding = {
  till: 'abcdef0123456789abcdef0123456789',
  store: 'BJ01',
  tillCode: '01',
  holdsCode: true,
  replaces: null,
  replacedBy: null,
  cameBack: false,
  epoch: 1,
  seq: 120,
  hash: 'a'.repeat(64),
  frozen: false,
  lastEntryAt: '2026-11-24T03:04:05.678Z',
  quarantined: 0,
  besideSales: 0,
}

test('a till that is well is one line, and nothing asks for a person', () => {
  const [, line, verdict] = statusText([till]).split('\n')
  expect(line).toBe('BJ01  01  abcdef01  #120  2026-11-24 03:04:05')
  expect(verdict).toContain('Nothing asks for a person')
})

test('a fork, a shared till code and quarantined entries are said', () => {
  const text = statusText([{ ...till, epoch: 2, frozen: true, holdsCode: false, quarantined: 3 }, till])
  for (const said of ['#120 (epoch 2)', 'FORK', 'shares its till code', '3 条 quarantined', '1 of these ask']) {
    expect(text).toContain(said)
  }
})

test('a till that has sent nothing, and no till at all, are said as well', () => {
  expect(statusText([{ ...till, epoch: null, seq: null, hash: null, frozen: null, lastEntryAt: null }])).toContain('#0')
  expect(statusText([])).toContain('No till is enrolled')
})

test('who replaces whom is said, and asks for a person only where the lost till came back', () => {
  const heir = { ...till, till: '12345678'.repeat(4), replaces: till.till }
  const lost = { ...till, holdsCode: false, replacedBy: heir.till }
  const text = statusText([lost, heir])
  expect(text).toContain('已由 12345678 接替 replaced by it')
  expect(text).toContain('接替 replaces abcdef01')
  expect(text).toContain('Nothing asks for a person')
  expect(statusText([{ ...lost, cameBack: true }, heir])).toContain('CAME BACK')
})
