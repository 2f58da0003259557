import { connect, type Socket } from 'node:net'
import { type OpenedLink, PrinterLink } from './printer-link.ts'

const tryToConnect = (host: string, port: number): Socket | null => {
  try {
    return connect({ host, port })
  } catch {
    // A host that Node takes for none, such as one with U+0000.
    return null
  }
}

const closeSocket = (socket: Socket) => async () => {
  socket.end()
  socket.destroySoon()
}

/** Opens a connection to a printer's raw port; not reached within `timeoutMs`, or given up, it is none. */
export const openTcpLink = (
  { host, port }: { readonly host: string; readonly port: number },
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<OpenedLink> =>
  new Promise((resolve) => {
    const socket = tryToConnect(host, port)
    if (socket === null || signal?.aborted) {
      socket?.destroy()
      return resolve({ ok: false, detail: `${host}:${port} cannot be connected to` })
    }
    let detail = `${host}:${port} does not answer`
    const giveUp = () => socket.destroy()
    const timer = setTimeout(giveUp, timeoutMs)
    signal?.addEventListener('abort', giveUp, { once: true })
    const settle = (opened: OpenedLink) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      resolve(opened)
    }
    socket.once('connect', () => settle({ ok: true, link: new PrinterLink(socket, { close: closeSocket(socket) }) }))
    socket.once('close', () => settle({ ok: false, detail }))
    // The close that follows an error answers.
    socket.on('error', (error) => {
      detail = error.message
      socket.destroy()
    })
  })
