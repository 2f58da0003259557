import { refuseOthers } from './refuse-others.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()

/** Electron's `protocol`. */
export const protocol = refuseOthers('electron.protocol', {
  registerSchemesAsPrivileged(_schemes: readonly unknown[]): void {
    // Each scheme becomes a secure origin of its own, which has every privilege there is to ask for.
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`The protocol '${scheme}' is already handled.`)
    handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
})

/** What the app serves at an address of its own; undefined where it handles no such scheme. */
export const appResponse = async (url: string, init: RequestInit): Promise<Response | undefined> =>
  handlers.get(url.slice(0, url.indexOf(':')))?.(new Request(url, init))
