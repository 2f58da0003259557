import type { Block } from './receipt.ts'
import type { Words } from './words.ts'

/** What a guest's phone opens: the restaurant's page for invoices, which is told the token of the sale. */
export const scanAddress = (page: string, token: string): string =>
  // A colon may stand in a query as it is (RFC 3986, 3.4): nine of them would make the code larger.
  `${page}${page.includes('?') ? '&' : '?'}t=${encodeURIComponent(token).replaceAll('%3A', ':')}`

/** The code that a guest scans, with what it is for below. */
export const scanBlocks = (page: string, token: string, purpose: Words): Block[] => [
  { kind: 'qr', data: scanAddress(page, token) },
  { kind: 'text', ...purpose, align: 'center', bold: true },
]
