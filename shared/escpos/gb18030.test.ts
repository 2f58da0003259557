import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import vectors from '../../test/fixtures/gb18030.json' with { type: 'json' }
import { encodeGb18030, isPrintable } from './gb18030.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const decode = (bytes: Uint8Array): string => new TextDecoder('gb18030').decode(bytes)

/** Every character of Unicode, in texts of 4,096 code points: one by one would take seconds. */
const allOfUnicode = (): string[] =>
  Array.from({ length: 0x110 }, (_, block) => {
    const points = Array.from({ length: 0x1000 }, (_, offset) => block * 0x1000 + offset)
    return String.fromCodePoint(...points.filter((point) => point < 0xd800 || point > 0xdfff))
  })

/** The characters for which `holds` is false; it is asked about single ones only where it is false for a whole text. */
const exceptionsTo = (holds: (text: string) => boolean): string[] =>
  allOfUnicode()
    .filter((text) => !holds(text))
    .flatMap((text) => Array.from(text))
    .filter((character) => !holds(character))

test.each(vectors.rows)('$text is $hex', ({ text, hex: expected, twoByteOnly }) => {
  // The vector of ¥ holds the bytes that must never be sent.
  if (text === '¥') expect(hex(encodeGb18030(text))).toBe(hex(encodeGb18030('￥')))
  else expect(hex(encodeGb18030(text))).toBe(expected)
  // A printer is sent ￥ for ¥, so it can print both.
  const printable = Array.from(text).every((character) => isPrintable(character.codePointAt(0) ?? 0))
  expect(printable).toBe(twoByteOnly || text === '¥')
})

/** The 2022 edition gave these the two-byte codes that the 2005 edition had lent to private-use characters. */
const MOVED_IN_2022 = '龴龵龶龷龸龹龺龻︐︑︒︓︔︕︖︗︘︙'
/** Those private-use characters, and U+E5E5, have no code any more. */
const WITHOUT_CODE =
  '\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864'

test('every character of Unicode reads back as itself, those without a code as U+FFFD', () => {
  const exceptions = exceptionsTo((text) => decode(encodeGb18030(text)) === text)
  expect(exceptions.join('')).toBe(`¥${WITHOUT_CODE}`)
  expect(decode(encodeGb18030(exceptions.join('')))).toBe(`￥${'\ufffd'.repeat(WITHOUT_CODE.length)}`)
})

test('iconv-lite agrees on every character but those that the 2022 edition moved, and ¥', () => {
  const exceptions = exceptionsTo((text) => hex(encodeGb18030(text)) === hex(iconv.encode(text, 'gb18030')))
  expect(exceptions.toSorted()).toEqual(['¥', ...MOVED_IN_2022, ...WITHOUT_CODE].toSorted())
})

test('text of any kind survives, lone surrogates as U+FFFD', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(decode(encodeGb18030(text))).toBe(
        Array.from(text.replaceAll('¥', '￥'), (each) => (WITHOUT_CODE.includes(each) ? '\ufffd' : each)).join(''),
      )
    }),
  )
  expect(decode(encodeGb18030('合\ud800计'))).toBe('合\ufffd计')
})
