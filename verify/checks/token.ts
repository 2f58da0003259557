import type { FindingCode, Notebook } from '../findings.ts'
import { isSignedBy } from '../signatures.ts'
import type { Check, Sealed } from './check.ts'

/** Where a restaurant has a page for invoices, the code on its receipts is an address with the token in it. */
const tokenIn = (text: string): string => {
  const [, query = ''] = text.trim().split('?')
  return new URLSearchParams(query).get('t') ?? text.trim()
}

/** Checks one receipt's QR code against the journal. `end` needs the till's key, which the journal itself names. */
export const checkToken = (
  text: string,
  { till, tillKey, notebook }: { till: string; tillKey: () => string | null; notebook: Notebook },
): Check & { readonly seeAside: (sealed: Sealed, file: string) => void } => {
  const token = tokenIn(text)
  const [name, version, short, epoch, seq, hash, total, receiptNo, signature, ...more] = token.split(':')
  const place = { epoch: Number(epoch), seq: Number(seq) }
  let differs: FindingCode | null = 'token_unknown'
  let aside: string | null = null
  const isAt = ({ entry }: Sealed) => entry.epoch === place.epoch && entry.seq === place.seq && entry.kind === 'SALE'
  const isSame = ({ entry, hash: found }: Sealed) =>
    entry.kind === 'SALE' &&
    found.startsWith(hash ?? ' ') &&
    String(entry.body.total) === total &&
    entry.body.receiptNo === receiptNo
  return {
    see: (sealed) => {
      if (isAt(sealed)) differs = isSame(sealed) ? null : 'token_differs'
    },
    seeAside: (sealed, file) => {
      if (isAt(sealed) && isSame(sealed)) aside = file
    },
    end: () => {
      const isToken = name === 'counterfoil' && version === 'v2' && hash?.length === 16 && more.length === 0
      if (!isToken || signature === undefined) return notebook.find('token_malformed', null)
      if (short !== till.slice(0, 16)) return notebook.find('token_of_other', place, { till: short ?? '' })
      if (differs !== null && aside !== null) notebook.find('token_aside', place, { file: aside })
      else if (differs !== null) notebook.find(differs, place)
      const key = tillKey()
      const signed = token.slice(0, token.lastIndexOf(':'))
      const bytes = Buffer.from(signature, 'base64url').toString('base64')
      if (key === null || !isSignedBy(key, signed, bytes)) notebook.find('token_forged', place)
    },
  }
}
