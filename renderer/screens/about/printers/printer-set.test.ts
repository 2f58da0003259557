import { expect, test } from 'vitest'
import { fallbacksOf, type Printer, type Settings } from '../../../../shared/bridge/settings-methods.ts'
import { turnFallback, withFallbacks, withoutPrinter } from './printer-set.ts'

const printer = (id: string, fallback: string | null = null): Printer => ({
  ...{ id, fallback, name: id, profile: '80mm', abilities: null },
  address: { kind: 'virtual' },
  columns: 48,
})
const settings: Settings = {
  ...{ language: 'zh', theme: 'light', cashierDiscountBp: 0, receiptPrinter: 'front' },
  printers: [printer('front', 'hot'), printer('hot'), printer('cold', 'front')],
  stations: [
    { id: 'hot', name: { zh: '热菜', en: 'Hot' }, categories: ['hot'], printer: 'hot' },
    { id: 'cold', name: { zh: '凉菜', en: 'Cold' }, categories: ['cold'], printer: 'cold' },
  ],
}

test('a printer that is removed is named by no station and no fallback', () => {
  const after = withoutPrinter(settings, 'hot')
  expect(after.printers.map((one) => [one.id, fallbacksOf(one)])).toEqual([
    ['front', []],
    ['cold', ['front']],
  ])
  expect(after.stations?.map((station) => station.printer)).toEqual([undefined, 'cold'])
})

test('the one for receipts is not removed', () => {
  expect(withoutPrinter(settings, 'front')).toBe(settings)
})

test('a fallback that was chosen is taken out, and another comes after those that were chosen', () => {
  expect(turnFallback([], 'front')).toEqual(['front'])
  expect(turnFallback(['front'], 'cold')).toEqual(['front', 'cold'])
  expect(turnFallback(['front', 'cold'], 'front')).toEqual(['cold'])
})

test('a list takes the place of the only fallback that earlier settings name', () => {
  expect(fallbacksOf(printer('hot', 'front'))).toEqual(['front'])
  const listed = withFallbacks(printer('hot', 'front'), ['cold', 'front'])
  expect(fallbacksOf(listed)).toEqual(['cold', 'front'])
  expect(fallbacksOf(withFallbacks(printer('hot', 'front'), []))).toEqual([])
})
