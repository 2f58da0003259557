import type { BridgeEnd, bridgeEnd } from './bridge-end.ts'
import type { ValueCodec } from './value-codec.ts'

/**
 * The page's side: waits for the preload's world to hand over the channel, then defines on `window` what the preload
 * exposes, frozen all the way down. Self-contained: its source text runs before any script of the page.
 */
export function mainWorld(handshake: string, codec: ValueCodec, makeEnd: typeof bridgeEnd): void {
  const { defineProperty, freeze, getPrototypeOf, prototype, values } = Object

  const freezeDeep = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value) || getPrototypeOf(value) === prototype) {
      for (const member of values(value)) freezeDeep(member)
      freeze(value)
    }
    return value
  }
  const expose = (name: string, api: unknown): void => {
    if (name in globalThis) throw new Error(`Cannot bind an API on top of an existing property on the window object`)
    defineProperty(globalThis, name, { value: freezeDeep(api), enumerable: true, writable: false, configurable: false })
  }

  // A mouse event is the one event that carries a reference across worlds. The name is used once, before page scripts.
  document.addEventListener(
    handshake,
    (event) => {
      event.stopImmediatePropagation()
      const channel = (event as MouseEvent).relatedTarget as EventTarget
      const end: BridgeEnd = makeEnd(channel, 'to-page', 'to-preload', codec)
      end.offer('expose', expose)
    },
    { once: true },
  )
}
