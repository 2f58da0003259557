import type { ValueCodec } from './value-codec.ts'

/** One end of the bridge between the page's world and the preload's. */
export type BridgeEnd = {
  /** Makes a function here callable from the other end under a fixed name. */
  offer: (name: string, run: (...values: never[]) => unknown) => void
  /** Calls a function that the other end offered. Functions and promises among the values cross as such. */
  call: (name: string, ...values: unknown[]) => unknown
}

/**
 * Joins two JavaScript worlds of one page over an event target that they alone know: its events are synchronous, and
 * nobody without a reference can listen. Each world makes one end. Of an error the message crosses; of `withheld` an
 * empty object; all else as `codec` carries it. Self-contained: its source text runs in the page, where all built-ins
 * that see the channel are taken at document start, before a page's script can replace them.
 */
export function bridgeEnd(
  channel: EventTarget,
  hears: string,
  speaks: string,
  codec: ValueCodec,
  withheld?: object,
): BridgeEnd {
  type Callable = (...values: unknown[]) => unknown
  type Waiting = { resolve: (value: unknown) => void; reject: (reason: Error) => void }
  type Message =
    | { kind: 'call'; target: string; values: string }
    | { kind: 'settle'; promise: number; value?: string; error?: string }
    | { kind: 'answer'; value?: string; error?: string }

  const { parse, stringify } = JSON
  const { apply } = Reflect
  const MakeEvent = CustomEvent
  const MakePromise = Promise
  const dispatch = channel.dispatchEvent.bind(channel)
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => string

  const callables = new Map<string, Callable>()
  const names = new Map<Callable, string>()
  const proxies = new Map<string, Callable>()
  const waiting = new Map<number, Waiting>()
  let answer: Message | undefined
  let lastId = 0

  const send = (message: Message): void => {
    dispatch(new MakeEvent(speaks, { detail: stringify(message) }))
  }
  const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

  const lift = (value: object): unknown => {
    if (value === withheld) return {}
    if (typeof value === 'function') {
      const known = names.get(value as Callable)
      if (known !== undefined) return { function: known }
      const name = `${++lastId}`
      names.set(value as Callable, name)
      callables.set(name, value as Callable)
      return { function: name }
    }
    if (!(value instanceof MakePromise)) return undefined
    const promise = ++lastId
    const report = (outcome: () => Message): void => {
      try {
        send(outcome())
      } catch (thrown) {
        send({ kind: 'settle', promise, error: messageOf(thrown) })
      }
    }
    value.then(
      (result) => report(() => ({ kind: 'settle', promise, value: encode(result) })),
      (reason) => send({ kind: 'settle', promise, error: messageOf(reason) }),
    )
    return { promise }
  }

  const lower = (token: unknown): unknown => {
    const { function: name, promise } = token as { function?: string; promise?: number }
    if (promise !== undefined) {
      return new MakePromise((resolve, reject) => waiting.set(promise, { resolve, reject }))
    }
    if (name === undefined) return {}
    const known = proxies.get(name)
    if (known !== undefined) return known
    const proxy = (...values: unknown[]): unknown => call(name, ...values)
    proxies.set(name, proxy)
    return proxy
  }

  const encode = (value: unknown): string => codec.encode(value, lift)
  const decode = (text: string | undefined): unknown => codec.decode(text ?? '{"$":"undefined"}', lower)

  const call = (target: string, ...values: unknown[]): unknown => {
    send({ kind: 'call', target, values: encode(values) })
    const taken = answer
    answer = undefined
    if (taken?.kind !== 'answer') throw new Error('The page is going away: its preload no longer answers.')
    if (taken.error !== undefined) throw new Error(taken.error)
    return decode(taken.value)
  }

  const run = (target: string, values: string): Message => {
    try {
      const callable = callables.get(target)
      if (callable === undefined) throw new Error(`The bridge has no function ${target}.`)
      return { kind: 'answer', value: encode(apply(callable, undefined, decode(values) as unknown[])) }
    } catch (thrown) {
      return { kind: 'answer', error: messageOf(thrown) }
    }
  }

  const settle = (promise: number, value: string | undefined, error: string | undefined): void => {
    const settled = waiting.get(promise)
    waiting.delete(promise)
    if (error !== undefined) settled?.reject(new Error(error))
    else settled?.resolve(decode(value))
  }

  channel.addEventListener(hears, (event) => {
    const message = parse(apply(detailOf, event, [])) as Message
    if (message.kind === 'answer') answer = message
    else if (message.kind === 'settle') settle(message.promise, message.value, message.error)
    else send(run(message.target, message.values))
  })

  return { offer: (name, callable) => callables.set(name, callable as Callable), call }
}
