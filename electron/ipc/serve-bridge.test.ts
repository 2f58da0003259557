import { expect, test } from 'vitest'
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts'
import { channelOf, METHOD_NAMES } from '../../shared/bridge/names.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { type BridgeCall, type BridgeHandlers, serveBridge } from './serve-bridge.ts'

const ORIGIN = 'app://counterfoil'
const OURS: BridgeCall = { senderFrame: { origin: ORIGIN } }

const serve = (broken: Partial<BridgeHandlers> = {}) => {
  const channels = new Map<string, (call: BridgeCall, input: unknown) => Promise<unknown>>()
  const errors: string[] = []
  let calls = 0
  const handlers: Bridge['call'] = makeBridgeDouble().bridge.call
  serveBridge({
    ipcMain: { handle: (channel, listener) => void channels.set(channel, listener) },
    handlers: { ...handlers, ...broken },
    origin: ORIGIN,
    logError: (event, detail) => errors.push(`${event} ${detail}`),
    onCall: () => {
      calls += 1
    },
  })
  const invoke = async (name: MethodName, input: unknown, call: BridgeCall = OURS) =>
    channels.get(channelOf(name))?.(call, input)
  return { invoke, errors, channels, calls: () => calls }
}

test('every method of the bridge is served, and nothing else', () => {
  expect([...serve().channels.keys()].sort()).toEqual(METHOD_NAMES.map(channelOf).sort())
})

test('a call in good form is handled', async () => {
  const { invoke, errors, calls } = serve()
  expect(await invoke('mirror.read', { after: 0, limit: 5 })).toEqual({ lines: [] })
  expect(errors).toEqual([])
  expect(calls()).toBe(1)
})

test.each<[string, BridgeCall]>([
  ['of another origin', { senderFrame: { origin: 'https://example.com' } }],
  ['of an opaque origin', { senderFrame: { origin: 'null' } }],
  ['whose frame is gone', { senderFrame: null }],
])('a caller %s is refused before anything is read', async (_name, call) => {
  const { invoke, errors, calls } = serve()
  await expect(invoke('app.info', {}, call)).rejects.toThrow('app.info: stranger')
  expect(errors).toHaveLength(1)
  expect(calls()).toBe(0)
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a field too many', { id: 'a', pin: '1234', more: 1 }],
  ['a field of another type', { id: 'a', pin: 1234 }],
])('an input with %s is refused, and the log does not repeat it', async (_name, input) => {
  const { invoke, errors } = serve()
  await expect(invoke('staff.verify', input)).rejects.toThrow('staff.verify: bad_input')
  expect(errors.join()).not.toContain('1234')
})

test('an answer that breaks the contract never reaches the screen', async () => {
  const { invoke, errors } = serve({ 'app.disk': () => ({ freeBytes: -1, low: false, full: false }) })
  await expect(invoke('app.disk', {})).rejects.toThrow('app.disk: bad_output')
  expect(errors[0]).toContain('freeBytes')
})

test('a bug is logged with its stack, and the screen hears only which method failed', async () => {
  const { invoke, errors } = serve({
    'app.disk': () => {
      throw new Error('/home/till/secret')
    },
  })
  await expect(invoke('app.disk', {})).rejects.toThrow(/^app\.disk: failed$/)
  expect(errors[0]).toContain('/home/till/secret')
})
