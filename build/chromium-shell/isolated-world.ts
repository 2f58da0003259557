import type { bridgeEnd } from './bridge-end.ts'
import type { refuseOthers } from './refuse-others.ts'
import type { ValueCodec } from './value-codec.ts'
import type { windowGuard } from './window-guard.ts'

/** What the preload's world sends to the main process. */
export type FromPreload =
  | { kind: 'invoke'; id: number; channel: string; values: string }
  | { kind: 'visibility'; hidden: boolean }
  | { kind: 'leaving'; url: string }
/** What the main process sends to the preload's world. */
export type ToPreload =
  | { kind: 'event'; channel: string; values: string }
  | { kind: 'reply'; id: number; value: string }
  | { kind: 'refusal'; id: number; message: string }

/** What the preload's world is told at its start. */
export type PreloadSetting = {
  /** The handshake's event name, random per run. */
  handshake: string
  /** The name under which DevTools put the way to the main process into this world, random per run. */
  binding: string
  process: { platform: string; arch: string; versions: Record<string, string> }
}

/** Where the main process finds the way into the preload's world. */
export const receiverName = 'receiveFromMain'

type Preload = (require: (name: string) => unknown, module: { exports: unknown }, process: object) => void

/**
 * The preload's side: gives the preload what Electron gives a sandboxed one (`contextBridge`, `ipcRenderer`,
 * `process`) and runs it, in a world whose objects the page cannot reach. Self-contained: its source text runs in the
 * page.
 */
export function isolatedWorld(
  setting: PreloadSetting,
  codec: ValueCodec,
  makeEnd: typeof bridgeEnd,
  refuse: typeof refuseOthers,
  receiver: string,
  guard: typeof windowGuard,
  preload: Preload,
): void {
  type Listener = (event: object, ...values: unknown[]) => void
  type Waiting = { resolve: (value: unknown) => void; reject: (reason: Error) => void; channel: string }
  const world = globalThis as unknown as Record<string, unknown>
  const post = world[setting.binding] as (message: string) => void
  delete world[setting.binding]

  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Listener[]>()
  let lastId = 0
  const send = (message: FromPreload): void => post(JSON.stringify(message))

  const off = (channel: string, listener: Listener) => {
    const others = (listeners.get(channel) ?? []).filter((known) => known !== listener)
    listeners.set(channel, others)
    return ipcRenderer
  }
  const ipcRenderer = refuse('electron.ipcRenderer', {
    async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      const message: FromPreload = { kind: 'invoke', id: ++lastId, channel, values: codec.encode(values) }
      return new Promise((resolve, reject) => {
        waiting.set(message.id, { resolve, reject, channel })
        send(message)
      })
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off,
    removeListener: off,
  })

  const settle = (id: number, act: (waited: Waiting) => void): void => {
    const waited = waiting.get(id)
    waiting.delete(id)
    if (waited !== undefined) act(waited)
  }
  world[receiver] = (text: string): void => {
    const message = JSON.parse(text) as ToPreload
    if (message.kind === 'reply') {
      settle(message.id, ({ resolve }) => resolve(codec.decode(message.value)))
    } else if (message.kind === 'refusal') {
      const { id, message: reason } = message
      settle(id, ({ reject, channel }) => {
        reject(new Error(`Error invoking remote method '${channel}': ${reason}`))
      })
    } else {
      const event = { sender: ipcRenderer, ports: [] }
      for (const listener of listeners.get(message.channel) ?? []) {
        listener(event, ...(codec.decode(message.values) as unknown[]))
      }
    }
  }

  const channel = new EventTarget()
  document.dispatchEvent(new MouseEvent(setting.handshake, { relatedTarget: channel }))
  const end = makeEnd(channel, 'to-preload', 'to-page', codec, ipcRenderer)
  const contextBridge = refuse('electron.contextBridge', {
    exposeInMainWorld: (name: string, api: unknown): void => {
      end.call('expose', name, api)
    },
  })

  guard((url) => send({ kind: 'leaving', url }))
  document.addEventListener('visibilitychange', () => send({ kind: 'visibility', hidden: document.hidden }))

  const electron = refuse('electron', { contextBridge, ipcRenderer })
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const process = { ...setting.process, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} }
  preload(require, { exports: {} }, process)
}
