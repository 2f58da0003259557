import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encoded } from '../../test/fixtures/encoded.ts'
import { harmed } from '../../test/fuzz/harmed.ts'
import { MANY } from '../../test/fuzz/runs.ts'
import { commandLength, opensCommand } from './command-length.ts'
import { decodePaper, paperText } from './decode.ts'
import { blankImage } from './dot-image.ts'
import { encodeStore } from './encode-image.ts'
import { GENERIC_80, PROFILES } from './profile.ts'

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const unknownsOf = (bytes: Uint8Array) =>
  decodePaper(bytes, GENERIC_80).parts.flatMap((part) => (part.kind === 'unknown' ? [part.hex] : []))

const LEADS = [0x10, 0x1b, 0x1c, 0x1d]
/** Commands that the decoder obeys, by their first two bytes, or takes for a question that leaves nothing on paper. */
const OBEYED = new Set(
  [
    '1004 1b21 1b28 1b2d 1b32 1b33 1b40 1b42 1b45 1b4a 1b61 1b64 1b69 1b6d 1b70 1c21 1c26 1c2d 1c2e 1c70 1c71',
    '1d21 1d28 1d38 1d42 1d48 1d56 1d61 1d68 1d6b 1d72 1d76 1d77',
  ].flatMap((names) => names.split(' ')),
)

/** A command that no receipt uses, with as many bytes as the reference gives it. */
const stranger = fc
  .tuple(fc.constantFrom(...LEADS), fc.nat({ max: 255 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([lead, name, rest]) => Uint8Array.of(lead, name, ...rest, 0))
  .filter((bytes) => !OBEYED.has(hexOf(bytes.subarray(0, 2))) && commandLength(bytes, 0) <= bytes.length)
  .map((bytes) => bytes.subarray(0, commandLength(bytes, 0)))
const control = fc.nat({ max: 31 }).filter((byte) => byte !== 10 && !LEADS.includes(byte))
const word = fc.constantFrom('合计', 'A1', '￥').map((text) => ({ bytes: GB18030.get(text) ?? new Uint8Array(), text }))
const GB18030 = new Map([
  ['合计', Uint8Array.of(0xba, 0xcf, 0xbc, 0xc6)],
  ['A1', Uint8Array.of(0x41, 0x31)],
  ['￥', Uint8Array.of(0xa3, 0xa4)],
])

test('every byte comes out: what is known on paper, what is not known as itself, in order', () => {
  const piece = fc.oneof(
    word.map(({ bytes, text }) => ({ bytes: Uint8Array.of(...bytes, 10), text: `${text}\n`, unknown: null })),
    stranger.map((bytes) => ({ bytes, text: '', unknown: hexOf(bytes) })),
    control.map((byte) => ({ bytes: Uint8Array.of(byte), text: '', unknown: hexOf(Uint8Array.of(byte)) })),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const bytes = new Uint8Array(Buffer.concat(pieces.map((one) => one.bytes)))
      expect(unknownsOf(bytes)).toEqual(pieces.flatMap(({ unknown }) => unknown ?? []))
      expect(paperText(decodePaper(bytes, GENERIC_80))).toBe(pieces.map(({ text }) => text).join(''))
    }),
    MANY,
  )
})

const XPRINTER = PROFILES.find(({ id }) => id === 'xprinter-xp-80') ?? GENERIC_80
const EPSON = PROFILES.find(({ id }) => id === 'epson-tm-t82') ?? GENERIC_80
const RECEIPT = Buffer.from(
  encoded(
    [
      { kind: 'text', text: '存根 Counterfoil', size: 'double', align: 'center' },
      { kind: 'qr', data: 'counterfoil:v2', size: 4 },
      { kind: 'barcode', symbology: 'code128', data: 'A1-20261124' },
      { kind: 'image', image: blankImage(20, 4), stored: 1 },
      { kind: 'text', text: '合计 ￥12.00', underline: true, inverse: true },
      { kind: 'beep', times: 2 },
      { kind: 'cut', full: true },
    ],
    EPSON,
  ),
)

test('of bytes of any kind the unknown ones are shown as they stand, and paper does not grow beyond what was asked', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), harmed(RECEIPT)), (bytes) => {
      const { parts } = decodePaper(bytes, GENERIC_80)
      // ESC d asks for up to 255 lines in three bytes.
      expect(parts.length).toBeLessThanOrEqual(bytes.length * 86 + 2)
      let rest = hexOf(bytes)
      for (const hex of unknownsOf(bytes)) {
        const at = rest.indexOf(hex)
        expect(at).toBeGreaterThanOrEqual(0)
        rest = rest.slice(at + hex.length)
      }
    }),
    MANY,
  )
})

test('every command takes at least one byte, so that no bytes keep a reader for ever', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.nat({ max: 11 }), (bytes, at) => {
      if (at < bytes.length && opensCommand(bytes[at] ?? 0)) expect(commandLength(bytes, at)).toBeGreaterThan(0)
    }),
    MANY,
  )
})

test('a picture that is printed a thousand times, twice as large each time, is held once', () => {
  const given = encodeStore({ width: 64, height: 64, rows: new Uint8Array(512).fill(0xaa) }, 1, XPRINTER)
  const prints = Array.from({ length: 1_000 }, () => Buffer.of(0x1c, 0x70, 1, 3))
  const { parts, height } = decodePaper(Buffer.concat([given ?? Buffer.of(), ...prints]), XPRINTER)
  expect(parts.length).toBe(1_000)
  expect(new Set(parts.map((part) => (part.kind === 'raster' ? part.image : null))).size).toBe(1)
  expect(parts[0]).toMatchObject({ width: 128, height: 128 })
  expect(height).toBe(128_000)
})

test('commands that promise more bytes than there are keep nobody waiting', () => {
  const leads = [
    '1d763000ffffffff',
    '1d384cffffffff3043304040 01ffffffff31',
    '1c71ffffffffff',
    '1d286bffff315030',
    '1d6b49ff7b42',
  ]
  for (const lead of leads) {
    const bytes = Buffer.from(`${lead.replaceAll(' ', '')}414243`, 'hex')
    expect(unknownsOf(bytes)).toEqual([bytes.toString('hex')])
  }
  // A length that is right, and a picture that is larger than it.
  expect(unknownsOf(Buffer.from('1d284c0c00304330404001ffffffff31aa', 'hex'))).toEqual([
    '1d284c0c00304330404001ffffffff31aa',
  ])
})
