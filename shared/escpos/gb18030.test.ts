import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import vectors from '../../test/fixtures/gb18030.json' with { type: 'json' }
import { encodeGb18030, gb18030Length } from './gb18030.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const decode = (bytes: Uint8Array): string => new TextDecoder('gb18030').decode(bytes)

/** Every scalar value that is not a surrogate. */
const everyCharacter = (): string[] => {
  const characters: string[] = []
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point < 0xd800 || point > 0xdfff) characters.push(String.fromCodePoint(point))
  }
  return characters
}

test.each(vectors.rows)('$text is $hex', ({ text, hex: expected, twoByteOnly }) => {
  // The vector of ¥ holds the bytes that must never be sent.
  if (text === '¥') expect(hex(encodeGb18030(text))).toBe(hex(encodeGb18030('￥')))
  else expect(hex(encodeGb18030(text))).toBe(expected)
  expect(Array.from(text).every((character) => gb18030Length(character) < 4)).toBe(twoByteOnly)
})

/** The 2022 edition gave these the two-byte codes that the 2005 edition had lent to private-use characters. */
const MOVED_IN_2022 = '龴龵龶龷龸龹龺龻︐︑︒︓︔︕︖︗︘︙'
/** Those private-use characters, and U+E5E5, have no code any more. */
const WITHOUT_CODE =
  '\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864'

test('every character of Unicode reads back as itself, those without a code as U+FFFD', () => {
  const wrong = everyCharacter().filter((character) => decode(encodeGb18030(character)) !== character)
  expect(wrong.join('')).toBe(`¥${WITHOUT_CODE}`)
  expect(Array.from(wrong, (character) => decode(encodeGb18030(character)))).toEqual([
    '￥',
    ...Array.from(WITHOUT_CODE, () => '\ufffd'),
  ])
})

test('iconv-lite agrees on every character but those that the 2022 edition moved', () => {
  const differing = everyCharacter().filter(
    (character) => character !== '¥' && hex(encodeGb18030(character)) !== hex(iconv.encode(character, 'gb18030')),
  )
  expect(differing.toSorted()).toEqual([...MOVED_IN_2022, ...WITHOUT_CODE].toSorted())
})

test('text of any kind survives, lone surrogates as U+FFFD', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      expect(decode(encodeGb18030(text))).toBe(
        Array.from(text.replaceAll('¥', '￥'), (each) => (WITHOUT_CODE.includes(each) ? '\ufffd' : each)).join(''),
      )
    }),
  )
  expect(decode(encodeGb18030('合\ud800计'))).toBe('合\ufffd计')
})
