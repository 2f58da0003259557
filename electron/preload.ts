import { contextBridge, ipcRenderer } from 'electron'
import { channelOf, EVENT_NAMES, METHOD_NAMES } from '../shared/bridge/names.ts'

/**
 * Exposes `window.counterfoil`: one function per method and one subscription per event of the bridge, and nothing by
 * which the page could name a channel of its own.
 */
const call = Object.fromEntries(
  METHOD_NAMES.map((name) => [name, (input: unknown) => ipcRenderer.invoke(channelOf(name), input)]),
)

const subscribeTo = (channel: string) => (listener: () => void) => {
  // The listener is called with nothing: Electron's event would hand the page its `sender`, which is ipcRenderer.
  const relay = () => listener()
  ipcRenderer.on(channel, relay)
  return () => {
    ipcRenderer.off(channel, relay)
  }
}

const on = Object.fromEntries(EVENT_NAMES.map((name) => [name, subscribeTo(channelOf(name))]))

contextBridge.exposeInMainWorld('counterfoil', { call, on })
