import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, wrapText } from './width.ts'

test.each([
  ['', 0],
  ['abc', 3],
  ['宫保鸡丁', 8],
  ['￥56.00', 7],
  // Narrow in Unicode, full-width in a printer's Chinese font.
  ['×°é', 6],
])('%s takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns)
})

test('breaks between words and between Chinese characters', () => {
  expect(wrapText('Kung Pao chicken', 9)).toEqual(['Kung Pao', 'chicken'])
  expect(wrapText('宫保鸡丁盖饭', 8)).toEqual(['宫保鸡丁', '盖饭'])
  expect(wrapText('', 8)).toEqual([''])
})

test('a closing mark never begins a line, an opening one never ends it', () => {
  expect(wrapText('宫保鸡丁，少辣', 8)).toEqual(['宫保鸡', '丁，少辣'])
  expect(wrapText('炸酱面（大碗）', 8)).toEqual(['炸酱面', '（大碗）'])
})

test('a word longer than the line breaks where it must', () => {
  expect(wrapText('91110108551385082Q', 8)).toEqual(['91110108', '55138508', '2Q'])
})

test('every line keeps the indent', () => {
  expect(wrapText('   备注: 不要香菜', 12)).toEqual(['   备注: 不', '   要香菜'])
})

test('nothing but spaces is lost, and no line is too wide', () => {
  const text = fc.string({ unit: fc.constantFrom(...' ab1宫保，（）。 ￥'), maxLength: 80 })
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 48 }), (value, columns) => {
      const lines = wrapText(value, columns)
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
      expect(lines.join('').replaceAll(' ', '')).toBe(value.replaceAll(' ', ''))
    }),
  )
})
