import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { refuseOthers } from './refuse-others.ts'

test('what an object has stays; what it lacks is named', async () => {
  const object: Record<string, unknown> = refuseOthers('electron.thing', { one: 1, nothing: undefined })
  expect(object.one).toBe(1)
  expect(object.nothing).toBeUndefined()
  expect('two' in object).toBe(false)
  expect(() => object.two).toThrow('electron.thing.two is not carried by the Chromium shell')
  expect(String(object)).toBe('[object Object]')
  expect(JSON.stringify(object)).toBe('{"one":1}')
  expect(await object).toBe(object)
})

test('a class keeps its private members, its emitter and its statics', () => {
  class Till extends EventEmitter {
    static count = 1
    #sales = 0
    sell(): number {
      this.#sales += 1
      this.emit('sold')
      return this.#sales
    }
    static {
      refuseOthers('electron.Till', Till)
      refuseOthers('electron.Till', Till.prototype)
    }
  }
  const till = new Till()
  const sold: string[] = []
  till.on('sold', () => sold.push('sold'))
  expect(till.sell()).toBe(1)
  expect(sold).toStrictEqual(['sold'])
  expect(till).toBeInstanceOf(EventEmitter)
  expect(Till.count).toBe(1)
  expect(() => Reflect.get(till, 'refund')).toThrow('electron.Till.refund is not carried')
  expect(() => Reflect.get(Till, 'all')).toThrow('electron.Till.all is not carried')
})
