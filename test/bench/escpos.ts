import { Buffer } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodePaper, lineText } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { loadPeers } from './escpos-peers.ts'
import { type Finished, fortyLines } from './finished-receipt.ts'
import { percentile } from './percentile.ts'

const ROUNDS = 60
const WARMING_ROUNDS = 10
/** A turn is long enough for the processor's clock, and short enough that nobody rests long. */
const TURN_MICROSECONDS = 10_000

/** The least that any encoder in JavaScript does: each line by iconv-lite, and one concatenation. */
const floor = ({ lines, qr }: Finished) => {
  const LF = Buffer.of(0x0a)
  return () =>
    Buffer.concat([...lines.flatMap(({ text }) => [iconv.encode(text, 'gb18030'), LF]), iconv.encode(qr, 'ascii')])
}

type Contestant = { readonly name: string; readonly run: () => unknown; times: number; readonly each: number[] }

const processorMicroseconds = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

const takeTurn = (contestant: Contestant): void => {
  const { run, times } = contestant
  const spent = processorMicroseconds(() => {
    for (let time = 0; time < times; time++) run()
  })
  contestant.each.push(spent / times)
  contestant.times = Math.max(1, Math.round((times * TURN_MICROSECONDS) / Math.max(1, spent)))
}

/** Processor time for one receipt, in microseconds, by the median of interleaved rounds. */
const compete = (runs: Record<string, () => unknown>): Record<string, number> => {
  const contestants = Object.entries(runs).map(([name, run]): Contestant => ({ name, run, times: 1, each: [] }))
  for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
    // Everybody is now first and now last.
    const first = round % contestants.length
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) takeTurn(contestant)
  }
  return Object.fromEntries(contestants.map(({ name, each }) => [name, percentile(each.slice(WARMING_ROUNDS), 50)]))
}

/** Whether a receipt's Chinese and its code come out of bytes: the code as one, or as a picture of it. */
const prints = (bytes: Uint8Array) => {
  const { parts } = decodePaper(bytes, GENERIC_80)
  return {
    chinese: parts.some((part) => part.kind === 'line' && lineText(part).startsWith('合计')),
    qr: parts.some(({ kind }) => kind === 'qr' || kind === 'raster'),
  }
}

const perSecond = (microseconds: number): number => Math.round(1_000_000 / microseconds)

/**
 * One receipt of 40 lines in Chinese with a QR code to bytes: ours from the document, which it lays out first; the floor and the
 * peers from finished lines. Receipts per second of processor time, from interleaved rounds.
 */
export const escpos = () => {
  const { receipt, finished } = fortyLines()
  const { peers, notRun } = loadPeers()
  const theirs = Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer(finished)]))
  const times = compete({ ours: () => encodeReceipt(receipt, GENERIC_80), floor: floor(finished), ...theirs })
  const { ours = Number.NaN, floor: least = Number.NaN, ...others } = times
  return {
    name: 'escpos',
    oursPerSecond: perSecond(ours),
    floorPerSecond: perSecond(least),
    peers: Object.fromEntries(Object.entries(others).map(([name, time]) => [name, perSecond(time)])),
    notRun,
    /** Processor time beside the floor's. */
    ratio: Math.round((ours / least) * 100) / 100,
    prints: Object.fromEntries(Object.entries(theirs).map(([name, run]) => [name, prints(run())])),
  }
}
