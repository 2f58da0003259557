import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCatalog } from './check-catalog.ts'

const name = (zh: string) => ({ zh, en: '' })
const option = (id: string, price = 0) => ({ id, name: name(id), price })
const group = (id: string, min: number, max: number, options = [option('less'), option('more', 100)]) => ({
  id,
  name: name(id),
  min,
  max,
  options,
})
const item = (sku: string, more: object = {}) => ({
  sku,
  name: name('米饭'),
  category: 'staple',
  price: 300,
  unit: name('碗'),
  modifierGroups: [] as string[],
  ...more,
})
const catalog = (more: object = {}) => ({
  version: 1,
  sample: false,
  categories: [{ id: 'staple', name: name('主食'), hue: 58 }],
  modifierGroups: [group('size', 1, 1)],
  items: [item('2001'), item('2002', { barcode: '4006381333931', modifierGroups: ['size'] })],
  ...more,
})

const problemsOf = (value: unknown) => {
  const checked = checkCatalog(value)
  return checked.ok ? [] : checked.problems.map(({ path, reason }) => `${path}: ${reason}`)
}

test('a good catalog comes back as it was', () => {
  expect(checkCatalog(catalog())).toEqual({ ok: true, value: catalog() })
})

test.each([
  ['a missing document', null, ': malformed'],
  ['a negative price', catalog({ items: [item('2001', { price: -1 })] }), 'items.0.price: malformed'],
  ['a price in yuan', catalog({ items: [item('2001', { price: 3.5 })] }), 'items.0.price: malformed'],
  [
    'a price that is not a number',
    catalog({ items: [item('2001', { price: Number.NaN })] }),
    'items.0.price: malformed',
  ],
  ['a huge price', catalog({ items: [item('2001', { price: 100_000_000 })] }), 'items.0.price: malformed'],
  ['a field of another version', catalog({ combos: [] }), 'combos: malformed'],
  [
    'an unknown category',
    catalog({ items: [item('2001', { category: 'fish' })] }),
    'items.0.category: unknown_category',
  ],
  [
    'an unknown modifier group',
    catalog({ items: [item('2001', { modifierGroups: ['size', 'sugar'] })] }),
    'items.0.modifierGroups.1: unknown_group',
  ],
  [
    'one group twice',
    catalog({ items: [item('2001', { modifierGroups: ['size', 'size'] })] }),
    'items.0.modifierGroups.1: repeated',
  ],
  ['one SKU twice', catalog({ items: [item('2001'), item('2001')] }), 'items.1.sku: repeated'],
  [
    'one barcode twice',
    catalog({ items: [item('2001', { barcode: '73513537' }), item('2002', { barcode: '73513537' })] }),
    'items.1.barcode: repeated',
  ],
  [
    'a barcode that is another SKU',
    catalog({ items: [item('2001', { barcode: '73513537' }), item('73513537')] }),
    'items.0.barcode: repeated',
  ],
  [
    'a mistyped barcode',
    catalog({ items: [item('2001', { barcode: '4006381333932' })] }),
    'items.0.barcode: wrong_check_digit',
  ],
  [
    'a barcode of twelve digits',
    catalog({ items: [item('2001', { barcode: '036000291452' })] }),
    'items.0.barcode: malformed',
  ],
  [
    'more required than allowed',
    catalog({ modifierGroups: [group('size', 2, 1)] }),
    'modifierGroups.0: impossible_choice',
  ],
  [
    'more allowed than there are',
    catalog({ modifierGroups: [group('size', 0, 3)] }),
    'modifierGroups.0: impossible_choice',
  ],
  [
    'one option twice',
    catalog({ modifierGroups: [group('size', 1, 1, [option('less'), option('less')])] }),
    'modifierGroups.0.options.1.id: repeated',
  ],
  [
    'a choice that makes an item cost less than nothing',
    catalog({ modifierGroups: [group('size', 1, 1, [option('free', -301), option('dear', 900)])] }),
    'items.1.price: below_zero',
  ],
  [
    'half a surrogate pair',
    catalog({ items: [item('2001', { name: name('\ud842') })] }),
    'items.0.name.zh: unprintable',
  ],
  ['a name of spaces', catalog({ items: [item('2001', { name: name('　 ') })] }), 'items.0.name.zh: blank'],
  [
    'a name of nothing that prints',
    catalog({ items: [item('2001', { unit: name('\u200b\u2060') })] }),
    'items.0.unit.zh: blank',
  ],
  [
    'an English name of spaces, which would hide the Chinese one',
    catalog({ items: [item('2001', { name: { zh: '米饭', en: ' ' } })] }),
    'items.0.name.en: blank',
  ],
  ['a control character', catalog({ items: [item('2001', { unit: name('\u0000') })] }), 'items.0.unit.zh: unprintable'],
  [
    'text that turns the reading direction',
    catalog({ categories: [{ id: 'staple', name: { zh: '主食', en: '\u202eecir' }, hue: 1 }] }),
    'categories.0.name.en: unprintable',
  ],
])('%s is named and located', (_, value, problem) => {
  expect(problemsOf(value)).toContain(problem)
})

test('optional discounts may not add up to less than nothing either', () => {
  const options = [option('one', -200), option('two', -200), option('three', 500)]
  expect(problemsOf(catalog({ modifierGroups: [group('size', 0, 2, options)] }))).toEqual(['items.1.price: below_zero'])
  expect(problemsOf(catalog({ modifierGroups: [group('size', 0, 1, options)] }))).toEqual([])
})

test('all problems are told at once', () => {
  const value = catalog({
    modifierGroups: [group('size', 3, 1)],
    items: [item('2001', { category: 'fish' }), item('2001', { barcode: '12345678' })],
  })
  expect(problemsOf(value)).toEqual([
    'modifierGroups.0: impossible_choice',
    'items.1.sku: repeated',
    'items.0.category: unknown_category',
    'items.1.barcode: wrong_check_digit',
  ])
})

test('whatever is handed in, the answer is a value', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
      expect(checkCatalog(value).ok).toBe(false)
      expect(checkCatalog(catalog({ items: value })).ok).toBe(Array.isArray(value) && value.length === 0)
    }),
  )
})
