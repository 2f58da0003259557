import { expect, test } from 'vitest'
import { isTyped, type PressedKey, type SaleKeyState, saleKey } from './sale-key.ts'

const press = (name: string): PressedKey => {
  const [key = '', ...held] = name.split('+').reverse()
  return name.length === 1
    ? { key: name, altKey: false, ctrlKey: false, metaKey: false }
    : { key, altKey: held.includes('Alt'), ctrlKey: held.includes('Ctrl'), metaKey: held.includes('Meta') }
}
const rung: SaleKeyState = { query: '', hasQuantity: false, hasProblem: false, isOrderEmpty: false }
const empty: SaleKeyState = { ...rung, isOrderEmpty: true }
const typed: SaleKeyState = { ...rung, query: 'gb' }

test.each([
  ['F4', rung, 'hold'],
  ['F4', empty, 'nothing'],
  ['F5', empty, 'recall'],
  ['Ctrl+b', rung, 'check'],
  ['Ctrl+b', empty, 'nothing'],
  ['F6', rung, 'kitchen'],
  ['F6', empty, 'nothing'],
  ['F7', rung, 'note'],
  ['F12', empty, 'drawer'],
  ['F8', rung, 'discount'],
  ['F8', empty, 'nothing'],
  ['F9', rung, 'pay'],
  ['F9', empty, 'nothing'],
  ['F9', typed, 'pay'],
  ['F10', rung, 'cash_exact'],
  ['F10', empty, 'nothing'],
  ['ArrowUp', rung, 'line_up'],
  ['ArrowDown', typed, 'line_down'],
  ['/', rung, 'search'],
  ['Escape', rung, 'unselect'],
  ['Escape', typed, 'clear_typed'],
  ['Escape', { ...rung, query: ' ' }, 'clear_typed'],
  ['Escape', { ...rung, hasQuantity: true }, 'clear_typed'],
  ['Escape', { ...rung, hasProblem: true }, 'clear_typed'],
  ['Enter', typed, 'add_first_hit'],
  ['Enter', rung, null],
  ['Enter', { ...rung, query: '  ' }, null],
  ['*', { ...rung, query: '3' }, 'take_quantity'],
  ['*', rung, null],
  ['+', rung, 'one_more'],
  ['-', rung, 'one_less'],
  ['+', typed, null],
  ['-', typed, null],
  ['Delete', rung, 'remove_line'],
  ['Delete', typed, null],
  ['Ctrl+p', empty, 'reprint_last'],
  ['Ctrl+F9', rung, null],
  ['Alt+F4', rung, null],
  ['Meta+F5', rung, null],
  ['g', rung, null],
  ['3', rung, null],
  ['Tab', rung, null],
  ['toString', rung, null],
] as const)('%s with %o means %s', (name, state, action) => {
  expect(saleKey(press(name), state)).toBe(action)
})

test.each([
  ['g', true],
  ['3', true],
  ['宫', true],
  [' ', false],
  ['F9', false],
  ['Tab', false],
  ['Ctrl+c', false],
  ['Alt+x', false],
])('%s belongs in the search box: %s', (name, belongs) => {
  expect(isTyped(press(name))).toBe(belongs)
})
