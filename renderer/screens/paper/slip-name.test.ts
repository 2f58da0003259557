import { expect, test } from 'vitest'
import { textIn } from '../../i18n/use-text.ts'
import { slipName } from './slip-name.ts'

const settings = {
  stations: [{ id: 'hot', name: { zh: '热菜', en: 'Hot' }, categories: ['hot'] }],
}
const zh = (id: string) => slipName(id, settings, 'zh', textIn('zh'))

test('a slip is called what a cashier calls it, its station by name', () => {
  expect(zh('1.127:receipt:1')).toBe('小票')
  expect(zh('1.125:make-hot:2')).toBe('厨房单 · 热菜')
  expect(slipName('1.125:cancel-hot', settings, 'en', textIn('en'))).toBe('Kitchen, take back · Hot')
  expect(zh('1.205:drawer')).toBe('钱箱')
})

test('a station that is gone is called by its id, and a name that is none by nothing', () => {
  expect(zh('1.125:make-wok-2:1')).toBe('厨房单 · wok-2')
  expect(zh('1.125:poem:1')).toBeNull()
  expect(zh('test')).toBeNull()
})
