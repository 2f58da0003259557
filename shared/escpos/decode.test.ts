import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePaper, paperText } from './decode.ts'
import { GENERIC_58, GENERIC_80 } from './profile.ts'

const decodeHex = (hex: string, profile = GENERIC_80) =>
  decodePaper(new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex')), profile)

test('status requests leave no trace on paper', () => {
  const asked = decodeHex('100401 1d7201 1d61ff 1d2848060030303132333 4 bacfbcc60a')
  expect(asked.parts).toEqual(decodeHex('bacfbcc60a').parts)
  expect(paperText(asked)).toBe('合计\n')
})

test('a command that is not known shows as its bytes, and the text after it is kept', () => {
  expect(decodeHex('1d6b490531323334350a').parts).toEqual([
    { kind: 'unknown', hex: '1d6b49053132333435', top: 0 },
    { kind: 'line', align: 'left', runs: [], top: 0, height: 30 },
  ])
  expect(decodeHex('1b7410 410a').parts[0]).toMatchObject({ kind: 'unknown', hex: '1b7410' })
})

test('the drawer pulse without its times eats the characters after it, as on a printer', () => {
  expect(paperText(decodeHex('1b7000 bacfbcc60a'))).toBe('计\n')
  expect(paperText(decodeHex('1b700019fa bacfbcc60a'))).toBe('合计\n')
})

test('a command cut short at the end is shown, not guessed', () => {
  expect(decodeHex('410a 1d286b0600315030e5').parts.at(-1)).toMatchObject({
    kind: 'unknown',
    hex: '1d286b0600315030e5',
  })
})

test('with Chinese off, bytes above ASCII are not taken for Chinese', () => {
  expect(decodeHex('1c2e bacf 0a').parts[0]).toMatchObject({ kind: 'unknown', hex: 'bacf' })
})

test('a line that is too long breaks at the edge of the paper', () => {
  expect(paperText(decodeHex(`${'41'.repeat(33)}0a`, GENERIC_58))).toBe(`${'A'.repeat(32)}\nA\n`)
  expect(paperText(decodeHex(`1d2111${'41'.repeat(17)}0a`, GENERIC_58))).toBe(`${'A'.repeat(16)}\nA\n`)
})

test('FS ! sizes Chinese alone, and GS ! both', () => {
  expect(decodeHex('1c210c 41bacf 0a').parts[0]).toMatchObject({
    runs: [
      { text: 'A', size: 'normal' },
      { text: '合', size: 'double' },
    ],
  })
  expect(decodeHex('1d2110 41bacf 0a').parts[0]).toMatchObject({ runs: [{ text: 'A合', size: 'wide' }] })
})

test('a size beyond double is shown as its bytes, not rounded', () => {
  expect(decodeHex('1d2122 41 0a').parts).toMatchObject([{ hex: '1d2122' }, { runs: [{ text: 'A', size: 'normal' }] }])
})

test('text that no line feed followed is still in the printer', () => {
  expect(decodeHex('bacfbcc6').parts).toEqual([])
  expect(paperText(decodeHex('bacfbcc6 1b6401'))).toBe('合计\n')
})

test('a picture is kept dot by dot', () => {
  expect(decodeHex('1d763000 0100 0200 ff01').parts).toEqual([
    {
      ...{ kind: 'raster', align: 'left', image: { width: 8, height: 2, rows: Uint8Array.of(0xff, 0x01) } },
      ...{ left: 0, top: 0, width: 8, height: 2 },
    },
  ])
})

test('no bytes whatever break the decoder', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      for (const part of decodePaper(bytes, GENERIC_58).parts) expect(part.kind).toBeTruthy()
    }),
  )
})

test('sizes of codes that no printer has are shown as their bytes, and change nothing', () => {
  const { parts } = decodeHex('1d286b03003143ff 1d286b0400315030 61 1d286b0300315130 1d6800 1d7707')
  expect(parts).toMatchObject([
    { kind: 'unknown', hex: '1d286b03003143ff' },
    { kind: 'qr', data: 'a', size: 3, width: 63 },
    { kind: 'unknown', hex: '1d6800' },
    { kind: 'unknown', hex: '1d7707' },
  ])
})

test('each thing stands where the printer puts it', () => {
  const { parts, height } = decodeHex('1b6101 1d2111 bacf 0a 1d2100 1b6102 4142 0a 1b4a0a 1d763000 0100 0200 ff01')
  expect(parts).toMatchObject([
    { kind: 'line', top: 0, height: 48, runs: [{ text: '合', left: 264 }] },
    { kind: 'line', top: 48, height: 30, runs: [{ text: 'AB', left: 552 }] },
    { kind: 'raster', top: 88, left: 568, width: 8, height: 2 },
  ])
  expect(height).toBe(90)
})

test('the spacing of lines is obeyed, but no line is lower than its characters', () => {
  expect(decodeHex('1b3340 410a 1b3300 410a 1b32 410a').parts.map((part) => part.top)).toEqual([0, 64, 88])
})
