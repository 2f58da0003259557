import type { Abilities } from '../../../shared/bridge/settings-methods.ts'
import {
  COVER_OPEN_BIT,
  DRAWER_PIN_BIT,
  isProcessedAnswer,
  isStatusAnswer,
  OFFLINE_BIT,
  PAPER_END_BITS,
  PAPER_LOW_BITS,
  processedRequest,
  processIdAnswer,
  processIdRequest,
  statusRequest,
  unaskedLength,
} from './printer-commands.ts'
import type { PrinterLink } from './printer-link.ts'
import { NOTHING_TOLD, type PrinterTrouble, type SendResult, type Told } from './printer-transport.ts'

/** How long each step may take, in milliseconds. */
export type Patience = {
  readonly connect: number
  readonly status: number
  readonly write: number
  readonly proof: number
}

/** A slow printer on a bad line still gets through; a dead one is known within seconds. */
export const DEFAULT_PATIENCE: Patience = { connect: 2_000, status: 800, write: 10_000, proof: 8_000 }

const askStatus = async (link: PrinterLink, n: 1 | 2 | 4, patience: Patience): Promise<number | null> => {
  if (!(await link.write(statusRequest(n), patience.status))) return null
  return link.expect((received) => {
    const at = received.findIndex(isStatusAnswer)
    return at < 0 ? null : { value: received[at] ?? 0, used: at + 1 }
  }, patience.status)
}

type Trouble = PrinterTrouble | 'unknown' | null

/** Why a printer with this answer to DLE EOT 1 is offline, or has nothing against printing. */
const askCause = async (link: PrinterLink, printer: number, patience: Patience): Promise<Trouble> => {
  if ((printer & OFFLINE_BIT) === 0) return null
  const cause = await askStatus(link, 2, patience)
  return cause !== null && (cause & COVER_OPEN_BIT) !== 0 ? 'cover_open' : 'offline'
}

/**
 * What keeps the printer from printing, and what it tells besides; `trouble` is null where it said nothing of the kind,
 * `unknown` where it said nothing at all.
 */
export const readStatus = async (
  link: PrinterLink,
  patience: Patience,
): Promise<{ readonly trouble: Trouble; readonly told: Told }> => {
  const printer = await askStatus(link, 1, patience)
  if (printer === null) return { trouble: 'unknown', told: NOTHING_TOLD }
  const paper = await askStatus(link, 4, patience)
  const told = {
    paperLow: paper === null ? null : (paper & PAPER_LOW_BITS) !== 0,
    drawerPin: (printer & DRAWER_PIN_BIT) !== 0,
  }
  if (paper !== null && (paper & PAPER_END_BITS) !== 0) return { trouble: 'paper_end', told }
  return { trouble: await askCause(link, printer, patience), told }
}

const holds = (received: readonly number[], answer: Uint8Array) => {
  for (let at = 0; at + answer.length <= received.length; at++) {
    if (answer.every((byte, index) => received[at + index] === byte)) return { value: true, used: at + answer.length }
  }
  return null
}

/** A printer that tells its status unasked must not hide the one byte that is waited for. */
const afterUnasked = (received: readonly number[]): number => {
  let at = 0
  for (let length = unaskedLength(received, at); length > 0; length = unaskedLength(received, at)) at += length
  return at
}

const isLoneProcessed = (received: readonly number[], first: number | undefined): boolean => {
  const [byte, ...others] = received.slice(afterUnasked(received))
  // The first bytes of the strong answer have the form of a weak one: only a lone byte is the weak one.
  return byte !== undefined && others.length === 0 && byte !== first && isProcessedAnswer(byte)
}

/** The strongest question that the printer is known to answer; both, the strong one first, where that is not known. */
const proofRequest = (processId: string, abilities: Abilities | null): Uint8Array => {
  if (abilities?.processId) return processIdRequest(processId)
  return abilities?.processed ? processedRequest() : Buffer.concat([processIdRequest(processId), processedRequest()])
}

const awaitProof = (link: PrinterLink, processId: string, timeoutMs: number) => {
  const answer = processIdAnswer(processId)
  return link.expect<'confirmed' | 'processed'>((received) => {
    const confirmed = holds(received, answer)
    if (confirmed) return { value: 'confirmed', used: confirmed.used }
    return isLoneProcessed(received, answer[0]) ? { value: 'processed', used: received.length } : null
  }, timeoutMs)
}

/** Asks for proof of what was just sent; a printer that is known to give none is not waited for. */
export const askProof = async (
  link: PrinterLink,
  processId: string,
  { patience, abilities }: { readonly patience: Patience; readonly abilities: Abilities | null },
): Promise<SendResult> => {
  if (mayProve(abilities)) {
    if (!(await link.write(proofRequest(processId, abilities), patience.write))) return BROKEN_OFF
    const evidence = await awaitProof(link, processId, patience.proof)
    if (evidence) return { sent: 'all', evidence }
  }
  if (link.ended) return BROKEN_OFF
  const trouble = abilities?.status === false ? 'unknown' : (await readStatus(link, patience)).trouble
  if (link.ended) return BROKEN_OFF
  if (trouble !== null && trouble !== 'unknown') return { sent: 'part', why: trouble }
  return owesAnswer(abilities, trouble) ? { sent: 'part', why: 'no_answer' } : { sent: 'all', evidence: 'none' }
}

const BROKEN_OFF = { sent: 'part', why: 'connection_lost' } as const

const mayProve = (abilities: Abilities | null): boolean =>
  abilities === null || abilities.processId || abilities.processed

/** Whether a printer that is known to answer has now kept silent: it may have hung with all that it was sent. */
const owesAnswer = (abilities: Abilities | null, trouble: 'unknown' | null): boolean =>
  abilities !== null && (mayProve(abilities) || (abilities.status && trouble === 'unknown'))

const EXAMINATION_ID = 'exam'

/** What the printer answers to; each question is asked by itself, so that an answer cannot be taken for another's. */
export const askAbilities = async (link: PrinterLink, patience: Patience): Promise<Abilities> => {
  const status = (await askStatus(link, 1, patience)) !== null
  await link.write(processedRequest(), patience.status)
  const processed = (await awaitProof(link, EXAMINATION_ID, patience.status)) !== null
  await link.write(processIdRequest(EXAMINATION_ID), patience.status)
  const processId = (await awaitProof(link, EXAMINATION_ID, patience.status)) === 'confirmed'
  return { status, processed, processId }
}
