import { expect, test } from 'vitest'
import codes from '../../../test/fixtures/qr-codes.json' with { type: 'json' }
import { qrCode } from './qr-code.ts'

const asText = (modules: ReturnType<typeof qrCode>) =>
  modules?.map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))

test.each(codes)('draws $text as another encoder (qr-image 3.2.0) does, module by module', ({ text, rows }) => {
  expect(asText(qrCode(text))).toEqual(rows)
})

test('the longest text that fits is drawn, a longer one is not', () => {
  expect(qrCode('a'.repeat(180))).toHaveLength(53)
  expect(qrCode('a'.repeat(181))).toBeNull()
})
