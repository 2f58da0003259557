import { expect, test } from 'vitest'
import { frameKey, keyOfPlace, PLACES } from './frame-key.ts'

const press = (
  key: string,
  held: { ctrlKey?: boolean; altKey?: boolean; metaKey?: boolean; shiftKey?: boolean } = {},
) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

test('Ctrl and a digit go to the place whose button shows it', () => {
  expect(PLACES.map(keyOfPlace)).toEqual(['^1', '^2', '^3', '^4', '^5'])
  expect(['1', '2', '3', '4', '5'].map((key) => frameKey(press(key, { ctrlKey: true })))).toEqual(PLACES)
  expect(frameKey(press('6', { ctrlKey: true }))).toBeNull()
  expect(frameKey(press('0', { ctrlKey: true }))).toBeNull()
})

test('a digit alone is a quantity or an amount, and AltGr types letters', () => {
  expect(frameKey(press('2'))).toBeNull()
  expect(frameKey(press('2', { ctrlKey: true, altKey: true }))).toBeNull()
})

test('F11 locks', () => {
  expect(frameKey(press('F11'))).toBe('lock')
  expect(frameKey(press('F11', { ctrlKey: true }))).toBeNull()
})
