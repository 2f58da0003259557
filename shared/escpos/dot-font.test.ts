import { expect, test } from 'vitest'
import { packDotFont } from '../../build/dot-font/pack-dot-font.ts'
import { asText, dotFont } from '../../test/fixtures/dot-font.ts'
import { openDotFont } from './dot-font.ts'
import { isBlack } from './dot-image.ts'
import { hexBox } from './hex-box.ts'

const glyphOf = (character: string) => dotFont().glyph(character.codePointAt(0) ?? 0)

test('a dash of Chinese fills whole dots: two rows, and nothing about them', () => {
  const rows = asText(glyphOf('一')).split('\n')
  expect(rows).toHaveLength(24)
  expect(rows.filter((row) => row.includes('#'))).toEqual([`.${'#'.repeat(22)}.`, `.${'#'.repeat(22)}.`])
})

test('ASCII is 12 dots wide, all else 24, and all is 24 high', () => {
  for (const character of 'A~ 0中é￥𠮷😀ก한') {
    const { width, height, rows } = glyphOf(character)
    expect([character, width, height]).toEqual([character, character <= '~' ? 12 : 24, 24])
    expect(rows).toHaveLength(Math.ceil(width / 8) * 24)
  }
})

test('the font has every character that a printer with GB18030 has, and many that it has not', () => {
  const lacking: string[] = []
  for (let point = 0x4e00; point <= 0x9fa5; point++) if (!dotFont().has(point)) lacking.push(point.toString(16))
  for (const character of '㐀㸆䴙䴘𠮷𬍛𪚥😀🌶🧧⌘ΩЖéก한١') {
    if (!dotFont().has(character.codePointAt(0) ?? 0)) lacking.push(character)
  }
  // U+2A6A5, four dragons, is in none of the three fonts.
  expect(lacking).toEqual(['𪚥'])
})

test('no two common characters look the same but one rare pair, and none is empty', () => {
  const looks = Map.groupBy(
    Array.from({ length: 0x9fa5 - 0x4e00 + 1 }, (_, index) => String.fromCodePoint(0x4e00 + index)),
    (character) => Buffer.from(glyphOf(character).rows).toString('base64'),
  )
  expect(looks.has(Buffer.alloc(72).toString('base64'))).toBe(false)
  expect([...looks.values()].filter((alike) => alike.length > 1)).toEqual([['墫', '壿']])
})

test('what no font has is a box with its code point in hex, different for each', () => {
  const unknown = [0x2a6a5, 0x2a6a6, 0xe000, 0x10ffff, 0x01, 0xd800]
  expect(unknown.map((point) => dotFont().glyph(point))).toEqual(unknown.map(hexBox))
  expect(new Set(unknown.map((point) => asText(hexBox(point)))).size).toBe(unknown.length)
  expect(asText(hexBox(0x2a6a5))).toMatchInlineSnapshot(`
    "........................
    .######################.
    .#....................#.
    .#....................#.
    .#..###...###...###...#.
    .#.#...#.#...#.#...#..#.
    .#.#..##.....#.#...#..#.
    .#.#.#.#....#..#####..#.
    .#.##..#...#...#...#..#.
    .#.#...#..#....#...#..#.
    .#..###..#####.#...#..#.
    .#....................#.
    .#....................#.
    .#...##...###..#####..#.
    .#..#....#...#.#......#.
    .#.#.....#...#.####...#.
    .#.####..#####.....#..#.
    .#.#...#.#...#.....#..#.
    .#.#...#.#...#.#...#..#.
    .#..###..#...#..###...#.
    .#....................#.
    .#....................#.
    .######################.
    ........................"
  `)
})

test('joiners and variation selectors are not to be seen', () => {
  for (const point of [0x200d, 0xfe0f, 0xe0067]) {
    const glyph = dotFont().glyph(point)
    expect([glyph.width, glyph.rows.some((byte) => byte !== 0)]).toEqual([24, false])
  }
})

test('a glyph of Unifont stands in the middle of its cell, dot by dot as it is', () => {
  const point = 0x10480
  const rows = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 0x80 : at === 31 ? 0x01 : 0))
  const font = openDotFont(packDotFont([{ point, width: 16, height: 16, rows }]))
  const glyph = font.glyph(point)
  expect(isBlack(glyph, 4, 4) && isBlack(glyph, 19, 19)).toBe(true)
  expect(asText(glyph).replaceAll(/[.\n]/g, '')).toBe('##')
})

test('runs of neighbours and lone characters are found again, whatever their cell', () => {
  const glyphs = [
    { point: 0x41, width: 12, height: 24, rows: new Uint8Array(48).fill(1) },
    { point: 0x42, width: 12, height: 24, rows: new Uint8Array(48).fill(2) },
    { point: 0x43, width: 24, height: 24, rows: new Uint8Array(72).fill(3) },
    { point: 0x20000, width: 24, height: 24, rows: new Uint8Array(72).fill(4) },
  ]
  const font = openDotFont(packDotFont(glyphs))
  expect(glyphs.map(({ point }) => font.glyph(point).rows)).toEqual(glyphs.map(({ rows }) => rows))
  expect([0x40, 0x44, 0x1ffff, 0x20001].map((point) => font.has(point))).toEqual([false, false, false, false])
})

test('other bytes are refused', () => {
  expect(() => openDotFont(Uint8Array.of(0x43, 0x46, 0x44, 2, 0, 0, 0, 0))).toThrow(RangeError)
  expect(() => openDotFont(new Uint8Array())).toThrow(RangeError)
})
