import { expect, test } from 'vitest'
import { isPin } from './is-pin.ts'
import { typePin } from './type-pin.ts'

test('digits add up to eight, backspace takes one away, other keys do nothing', () => {
  const type = (keys: readonly string[]) => keys.reduce(typePin, '')
  expect(type(['2', '5', '8', '0'])).toBe('2580')
  expect(type(['2', '5', 'Backspace', '8', 'back', '8', 'F9', 'a', ' '])).toBe('28')
  expect(type([...'123456789'])).toBe('12345678')
})

test.each(['123', '123456789', '12a4', '１２３４', ''])('"%s" is no PIN', (text) => {
  expect(isPin(text)).toBe(false)
})

test.each(['0000', '12345678'])('"%s" is a PIN', (text) => {
  expect(isPin(text)).toBe(true)
})
