import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { type QrModules, qrCode } from './qr-code.ts'

const SCALE = 4
const QUIET = 4

/** As a scanner would see it: RGBA, with the quiet zone that paper leaves around it. */
const photograph = (modules: QrModules) => {
  const side = (modules.length + 2 * QUIET) * SCALE
  const data = new Uint8Array(side * side * 4).fill(255)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = modules[Math.floor(y / SCALE) - QUIET]?.[Math.floor(x / SCALE) - QUIET] === true
      if (isDark) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return { width: side, height: side, data }
}

test.each(['counterfoil', 'https://example.com/i?n=01-20261124-0001', '发票申请 ￥56.00', 'a'.repeat(300)])(
  'a scanner reads %s back',
  (text) => {
    const modules = qrCode(text)
    expect(modules && decodeQR(photograph(modules))).toBe(text)
  },
)

test('what no QR code can hold is refused', () => {
  expect(qrCode('a'.repeat(2_331))).toHaveLength(177)
  expect(qrCode('a'.repeat(2_332))).toBeNull()
  expect(qrCode('票'.repeat(778))).toBeNull()
})
