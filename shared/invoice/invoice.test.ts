import { expect, test } from 'vitest'
import capitals from '../../test/fixtures/rmb-capitals.json' with { type: 'json' }
import uscc from '../../test/fixtures/uscc.json' with { type: 'json' }
import { fen } from '../money/fen.ts'
import { toCapitals } from './capitals.ts'
import { checkTaxpayerId } from './uscc.ts'

test.each(capitals.rows)('$fen fen in capitals is $print', ({ fen: amount, print }) => {
  expect(toCapitals(fen(amount))).toBe(print)
})

test.each([...uscc.valid, ...uscc.wrap])('%s carries its check character', (code) => {
  expect(checkTaxpayerId(code)).toEqual({ ok: true, kind: 'uscc' })
})

test.each(uscc.invalid)('"%s" is refused as a credit code', (code) => {
  const check = checkTaxpayerId(code)
  expect(check.ok && check.kind === 'uscc').toBe(false)
})

test('an older id of 15 characters is taken, but not as a credit code', () => {
  expect(checkTaxpayerId('110108551385082')).toEqual({ ok: true, kind: 'other' })
})
