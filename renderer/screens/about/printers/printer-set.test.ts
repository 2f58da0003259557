import { expect, test } from 'vitest'
import type { Printer, Settings } from '../../../../shared/bridge/settings-methods.ts'
import { nextFallback, withoutPrinter } from './printer-set.ts'

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
  expect(after.printers.map(({ id, fallback }) => [id, fallback])).toEqual([
    ['front', null],
    ['cold', 'front'],
  ])
  expect(after.stations?.map((station) => station.printer)).toEqual([undefined, 'cold'])
})

test('the one for receipts is not removed', () => {
  expect(withoutPrinter(settings, 'front')).toBe(settings)
})

test('the choice of a fallback goes round the other printers and none', () => {
  expect(nextFallback(settings.printers, printer('hot'))).toBe('front')
  expect(nextFallback(settings.printers, printer('hot', 'front'))).toBe('cold')
  expect(nextFallback(settings.printers, printer('hot', 'cold'))).toBeNull()
})
