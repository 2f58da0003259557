import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { pushText } from '../../shared/sync/wire.ts'
import { KEYED_HASHES } from '../../test/simulation/keys.ts'
import { modelHeadOffice } from '../../test/simulation/model-head-office.ts'
import { sha256 } from '../../test/simulation/till.ts'

const [till] = KEYED_HASHES.tills
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const sealAfter = (head: Head, name: string) => {
  const body = { staff: 'x', name, role: 'manager', change: 'added' } as const
  const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
  if (!sealed.ok) throw new Error(sealed.detail)
  return { line: toLine(sealed.value), head: headOf(sealed.value) }
}
const first = sealAfter(headBeforeGenesis(till.name, 1), 'first')
const second = sealAfter(first.head, 'second')
const otherFirst = sealAfter(headBeforeGenesis(till.name, 1), 'other')
const otherSecond = sealAfter(otherFirst.head, 'other')

const officeWith = async (lines: readonly string[]) => {
  const office = modelHeadOffice({ keys: KEYED_HASHES, now: () => 0, at: () => undefined })
  const take = (more: readonly string[], sign = till.sign) => {
    const unsigned = { till: till.name, epoch: 1, nonce: 'n'.repeat(16), lines: [...more] }
    return office.take({ ...unsigned, signature: sign(pushText(unsigned)) })
  }
  if (lines.length > 0) await take(lines)
  return { office, take }
}

test.each([
  ['another entry under a number that it holds', [first.line, second.line], [otherFirst.line]],
  ['an entry that links to another one than its last', [first.line], [otherSecond.line]],
])('%s is a fork, and the epoch is frozen from then on', async (_name, held, sent) => {
  const { office, take } = await officeWith(held)
  expect(await take(sent)).toMatchObject({ ok: false, refusal: { reason: 'fork' } })
  expect(office.isFrozen(till.name)).toBe(true)
  expect(office.lines(till.name)).toEqual(held)
  expect(await take([second.line])).toMatchObject({ ok: false, refusal: { reason: 'frozen' } })
})

test('what leaves a gap, or is not signed by the till, is not kept', async () => {
  const { office, take } = await officeWith([])
  expect(await take([second.line])).toMatchObject({ ok: false, refusal: { reason: 'gap' } })
  expect(await take([first.line], KEYED_HASHES.thief.sign)).toMatchObject({ refusal: { reason: 'bad_signature' } })
  expect(office.lines(till.name)).toEqual([])
})
