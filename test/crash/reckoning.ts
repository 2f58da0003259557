import { createHash } from 'node:crypto'
import { copyJobId, documentIdOf, drawerJobId } from '../../renderer/followers/document-id.ts'
import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import { headBeforeGenesis } from '../../shared/journal/seal.ts'
import { verifyChain } from '../../shared/journal/verify-chain.ts'
import type { DoneOnScreen } from '../e2e/cashier.ts'
import type { Ledger } from './ledger.ts'
import { tagOf } from './numbered-order.ts'

/** Everything that was found after an attack, when all runs again and nothing is left to be carried over. */
export type Evidence = Pick<Ledger, 'pressed' | 'acknowledged'> & {
  /** The text of each entry, in order, of each copy that was looked at: the first is the journal itself. */
  readonly copies: Readonly<Record<string, readonly string[]>>
  /** Receipts on paper that are not marked as copies. */
  readonly paper: readonly { readonly receiptNo: string; readonly totalFen: number }[]
}

/** What went wrong, each in a sentence; three empty lists are what the till promises. */
export type Reckoning = {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly unexplained: readonly string[]
}

type Sale = EntryOf<'SALE'>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const parse = (text: string): Entry => JSON.parse(text)
const isSale = (entry: Entry): entry is Sale => entry.kind === 'SALE'
const name = (sale: Sale) => `sale ${sale.seq} (${sale.body.receiptNo})`

const repeated = (values: readonly string[]): string[] => {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))]
}

const lostIn = (copy: string, texts: readonly string[], { acknowledged, copies }: Evidence): string[] => {
  const journal = Object.values(copies)[0] ?? []
  const same = new Set(texts)
  const bySeq = new Map(journal.map(parse).map((entry, index) => [entry.seq, journal[index] ?? '']))
  const isKept = ({ seq, receiptNo, totalFen }: DoneOnScreen) => {
    const text = bySeq.get(seq)
    const entry = text === undefined ? null : parse(text)
    const isIt = entry?.kind === 'SALE' && entry.body.receiptNo === receiptNo && entry.body.total === totalFen
    return isIt && text !== undefined && same.has(text)
  }
  return acknowledged
    .filter((sale) => !isKept(sale))
    .map(({ seq, receiptNo }) => `sale ${seq} (${receiptNo}) in ${copy}`)
}

const doubledIn = (copy: string, sales: readonly Sale[]): string[] => [
  ...repeated(sales.map((sale) => tagOf(sale.body.lines))).map((tag) => `order ${tag} is sold twice in ${copy}`),
  ...repeated(sales.map((sale) => sale.body.orderId)).map((id) => `order ${id} is sold twice in ${copy}`),
  ...repeated(sales.map((sale) => sale.body.receiptNo)).map((no) => `receipt ${no} stands for two sales in ${copy}`),
]

/** Kinds that setting up and opening the shift bring, and how many of each. */
const SET_UP: Partial<Record<Entry['kind'], number>> = { GENESIS: 1, ENROLLED: 1, STAFF_CHANGED: 3, SHIFT_OPENED: 1 }

const strangersIn = (entries: readonly Entry[], pressed: ReadonlySet<string>): string[] => {
  const sales = entries.filter(isSale)
  const jobs = new Set(sales.flatMap((sale) => [copyJobId(documentIdOf(sale) ?? '', 1), drawerJobId(sale)]))
  const left = { ...SET_UP }
  return entries.flatMap((entry) => {
    if (entry.kind === 'SALE') {
      const tag = tagOf(entry.body.lines)
      return pressed.has(tag) ? [] : [`${name(entry)}: nobody paid for ${tag}`]
    }
    if (entry.kind === 'PRINT_OUTCOME') {
      return jobs.has(entry.body.job) ? [] : [`entry ${entry.seq}: outcome of ${entry.body.job}, which no sale printed`]
    }
    const more = (left[entry.kind] ?? 0) - 1
    left[entry.kind] = more
    return more >= 0 ? [] : [`entry ${entry.seq}: ${entry.kind} without a press`]
  })
}

/** Receipts of one day count 1, 2, 3: a number that is left out would be a sale that nobody can find. */
const numberGaps = (sales: readonly Sale[]): string[] =>
  sales.flatMap((sale, index) => {
    const day = (one: Sale | undefined) => one?.body.receiptNo.slice(0, -4)
    const count = (one: Sale | undefined) => Number(one?.body.receiptNo.slice(-4))
    const before = sales[index - 1]
    const expected = day(before) === day(sale) ? count(before) + 1 : 1
    return count(sale) === expected ? [] : [`${name(sale)}: the number before it is missing`]
  })

const paperOf = (entries: readonly Entry[], paper: Evidence['paper']) => {
  const sales = entries.filter(isSale)
  const onPaper = new Map(paper.map(({ receiptNo, totalFen }) => [receiptNo, totalFen]))
  const known = new Map(sales.map((sale) => [sale.body.receiptNo, sale.body.total]))
  const doubtful = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'PRINT_OUTCOME' && (entry.body.state === 'in_doubt' || entry.body.state === 'unconfirmed')
        ? [entry.body.job]
        : [],
    ),
  )
  const isInDoubt = (sale: Sale) => doubtful.has(copyJobId(documentIdOf(sale) ?? '', 1))
  return {
    doubled: repeated(paper.map(({ receiptNo }) => receiptNo)).map((no) => `receipt ${no} is on paper twice, unmarked`),
    unexplained: [
      ...paper
        .filter(({ receiptNo, totalFen }) => known.get(receiptNo) !== totalFen)
        .map(({ receiptNo, totalFen }) => `receipt ${receiptNo} over ${totalFen} fen is on paper without its sale`),
      ...sales
        .filter((sale) => !onPaper.has(sale.body.receiptNo) && !isInDoubt(sale))
        .map((sale) => `${name(sale)} is neither on paper nor in doubt`),
    ],
  }
}

const brokenChain = (copy: string, texts: readonly string[]): string[] => {
  const till = texts[0] === undefined ? '' : parse(texts[0]).till
  const lines = texts.map((text) => `${sha256(text)} ${text}`)
  const chain = verifyChain(headBeforeGenesis(till, 1), lines, sha256)
  return chain.ok ? [] : [`the chain of ${copy} breaks after entry ${chain.fault.good}: ${chain.fault.reason}`]
}

const unlike = (copies: Evidence['copies']): string[] => {
  const [[, journal] = ['', []], ...others] = Object.entries(copies)
  return others.flatMap(([copy, texts]) => {
    const there = new Set(texts)
    const here = new Set(journal)
    const missing = journal
      .filter((text) => !there.has(text))
      .map((text) => `entry ${parse(text).seq} is not in ${copy}`)
    const extra = texts.filter((text) => !here.has(text)).map((text) => `entry ${parse(text).seq} is in ${copy} alone`)
    return [...missing, ...extra]
  })
}

/** Compares what the screen promised with every copy and with the paper. */
export const reckon = (evidence: Evidence): Reckoning => {
  const copies = Object.entries(evidence.copies)
  const journal = (copies[0]?.[1] ?? []).map(parse)
  const paper = paperOf(journal, evidence.paper)
  return {
    lost: copies.flatMap(([copy, texts]) => lostIn(copy, texts, evidence)),
    doubled: [...copies.flatMap(([copy, texts]) => doubledIn(copy, texts.map(parse).filter(isSale))), ...paper.doubled],
    unexplained: [
      ...copies.flatMap(([copy, texts]) => brokenChain(copy, texts)),
      ...unlike(evidence.copies),
      ...strangersIn(journal, evidence.pressed),
      ...numberGaps(journal.filter(isSale)),
      ...paper.unexplained,
    ],
  }
}
