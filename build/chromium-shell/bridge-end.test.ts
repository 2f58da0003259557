import { expect, test } from 'vitest'
import { bridgeEnd } from './bridge-end.ts'
import { nodeBase64, valueCodec } from './value-codec.ts'

const withheld = { invoke: () => 'everything' }

const bridge = () => {
  const channel = new EventTarget()
  const codec = valueCodec(nodeBase64)
  const page = bridgeEnd(channel, 'to-page', 'to-preload', codec)
  const preload = bridgeEnd(channel, 'to-preload', 'to-page', codec, withheld)
  return { page, preload }
}

test('values, functions and promises cross, at any depth', async () => {
  const { page, preload } = bridge()
  const makeApi = () => ({ add: (a: number, b: number) => a + b, later: { soon: async (x: unknown) => [x] } })
  preload.offer('api', makeApi)
  const api = page.call('api') as ReturnType<typeof makeApi>
  expect(api.add(2, 3)).toBe(5)
  await expect(api.later.soon(new Map([[1n, undefined]]))).resolves.toStrictEqual([new Map([[1n, undefined]])])
})

test('a callback is called back while the call still runs, and afterwards', () => {
  const { page, preload } = bridge()
  const listeners: ((value: number) => number)[] = []
  preload.offer('each', (listener: (value: number) => number) => {
    listeners.push(listener)
    return listener(listener(1))
  })
  expect(page.call('each', (value: number) => value + 10)).toBe(21)
  expect(listeners[0]?.(5)).toBe(15)
})

test('a function keeps its identity, so that it can be taken back', () => {
  const { page, preload } = bridge()
  const known = new Set<() => void>()
  preload.offer('on', (listener: () => void) => void known.add(listener))
  preload.offer('off', (listener: () => void) => known.delete(listener))
  const listener = () => undefined
  page.call('on', listener)
  expect(page.call('off', listener)).toBe(true)
  expect(page.call('off', listener)).toBe(false)
})

test('of what is thrown the message crosses', async () => {
  const { page, preload } = bridge()
  preload.offer('throws', () => {
    throw Object.assign(new RangeError('too many'), { secret: 1 })
  })
  preload.offer('rejects', async () => Promise.reject('just a word'))
  preload.offer('rejects with what cannot cross', async () => Symbol('x'))
  expect(() => page.call('throws')).toThrow(new Error('too many'))
  await expect(page.call('rejects')).rejects.toThrow(new Error('just a word'))
  await expect(page.call('rejects with what cannot cross')).rejects.toThrow('could not be cloned')
})

test('what is withheld arrives as an empty object', () => {
  const { page, preload } = bridge()
  preload.offer('leak', () => [withheld])
  expect(page.call('leak')).toStrictEqual([{}])
})

test('a function that was never offered is refused', () => {
  const { page } = bridge()
  expect(() => page.call('other')).toThrow('The bridge has no function other')
})

test('an end without its other end says so', () => {
  const lonely = bridgeEnd(new EventTarget(), 'to-page', 'to-preload', valueCodec(nodeBase64))
  expect(() => lonely.call('anything')).toThrow('no longer answers')
})
