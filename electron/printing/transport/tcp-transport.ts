import { type LinkParts, linkTransport } from './link-transport.ts'
import type { PrinterWay } from './printer-transport.ts'
import { openTcpLink } from './tcp-link.ts'

/** A network printer on its raw port, usually 9100; one connection a job. */
export const tcpTransport = (host: string, port: number, parts: Omit<LinkParts, 'open'> = {}): PrinterWay =>
  linkTransport({ ...parts, open: (timeoutMs) => openTcpLink({ host, port }, timeoutMs) })
