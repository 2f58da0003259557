import { refuseOthers } from './refuse-others.ts'
import { nodeBase64, valueCodec } from './value-codec.ts'
import type { WebContents } from './web-contents.ts'

/** The frame that a message came from, in the app's own addresses. */
export type SenderFrame = { url: string; origin: string }
/** What a handler learns about a call. `senderFrame` is null once that frame has navigated or gone. */
export type InvokeEvent = { readonly sender: WebContents; readonly senderFrame: SenderFrame | null }

type Handler = (event: InvokeEvent, ...values: never[]) => unknown

/** How values cross to and from the preload. */
export const codec = valueCodec(nodeBase64)

const handlers = new Map<string, Handler>()

/** Electron's `ipcMain`, for calls with a reply. */
export const ipcMain = refuseOthers('electron.ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler(channel: string): void {
    handlers.delete(channel)
  },
})

/** Runs the app's handler on encoded values; resolves with its encoded result and rejects as the handler does. */
export const answerInvoke = async (event: InvokeEvent, channel: string, values: string): Promise<string> => {
  const handler = handlers.get(channel)
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
  return codec.encode(await handler(event, ...(codec.decode(values) as never[])))
}
