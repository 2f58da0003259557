import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawReadably } from '../../test/fixtures/encoded.ts'
import { MANY } from '../../test/fuzz/runs.ts'
import type { Block } from '../receipt/receipt.ts'
import { decodePaper } from './decode.ts'
import { encodeReceipt } from './encode.ts'
import { PROFILES } from './profile.ts'

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 300 }))
const number = fc.integer({ min: -5, max: 400 })
const size = fc.constantFrom('small', 'normal', 'tall', 'wide', 'double')
const dimension = fc.integer({ min: 0, max: 700 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: anyText, size }),
  fc.record({
    kind: fc.constant('text'),
    text: anyText,
    size,
    second: fc.record({ together: anyText, below: anyText }),
  }),
  fc.record({
    kind: fc.constant('row'),
    size,
    cells: fc.array(fc.record({ text: anyText, grow: fc.boolean(), bold: fc.boolean() }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('rule'), char: fc.constantFrom('-', '=', '─') }),
  fc.record({ kind: fc.constant('qr'), data: fc.oneof(anyText, fc.string({ maxLength: 3_000 })) }),
  fc.record({
    kind: fc.constant('barcode'),
    symbology: fc.constantFrom('code128', 'ean13'),
    data: fc.oneof(fc.string({ maxLength: 30 }), anyText),
    heightDots: number,
  }),
  fc
    .record({ width: dimension, height: dimension, rows: fc.uint8Array({ maxLength: 100 }), stored: number })
    .map(({ stored, ...image }): Block => ({ kind: 'image', image, stored })),
  fc.record({ kind: fc.constant('feed'), lines: number }),
  fc.record({ kind: fc.constant('gap'), dots: number }),
  fc.record({ kind: fc.constant('cut'), full: fc.boolean() }),
  fc.record({ kind: fc.constant('drawer'), pin: fc.constantFrom(2, 5) }),
  fc.record({ kind: fc.constant('beep'), times: number }),
)

test('any document becomes bytes that the decoder knows in full, or a fault that says why', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 8 }),
      fc.constantFrom(...PROFILES),
      fc.boolean(),
      (blocks, profile, draws) => {
        const encoded = encodeReceipt({ blocks }, profile, draws ? drawReadably : undefined)
        if (!encoded.ok) expect(encoded.reason).not.toBe(draws ? 'no_rasteriser' : '')
        else expect(decodePaper(encoded.value, profile).parts.filter(({ kind }) => kind === 'unknown')).toEqual([])
      },
    ),
    MANY,
  )
})
