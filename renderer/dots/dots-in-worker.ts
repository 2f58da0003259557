import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { DotImage } from '../../shared/escpos/dot-image.ts'
import type { EncodedReceipt } from '../../shared/escpos/encode.ts'
import type { DotQuestion } from './answer-dots.ts'
import type { FromWorker, ToWorker } from './dot-worker-side.ts'
import type { Dots, NoFont } from './dots.ts'

/** The part of a Worker that is used here. */
export type WorkerPort = {
  readonly postMessage: (message: ToWorker) => void
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: FromWorker }) => void) => void
}

type Answer = { readonly ok: true; readonly value: unknown } | NoFont

const noFont = (detail: string): NoFont => ({ ok: false, reason: 'no_font', detail })

/** Asks main for the font and starts a worker with it. */
const open = async (
  bridge: Bridge,
  start: () => WorkerPort,
): Promise<((question: DotQuestion) => Promise<Answer>) | NoFont> => {
  const font = await bridge.call['paper.font']({})
  if (!font.ok) return noFont(font.detail ?? font.reason)
  const worker = start()
  const waiting = new Map<number, (answer: Answer) => void>()
  worker.addEventListener('message', ({ data }) => {
    waiting.get(data.id)?.('failed' in data ? noFont(data.failed) : { ok: true, value: data.value })
    waiting.delete(data.id)
  })
  worker.postMessage({ kind: 'font', packed: new Uint8Array(font.packed) })
  let last = 0
  return (question) =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      worker.postMessage({ kind: 'question', id: last, question })
    })
}

/** Dots drawn by a worker that starts with the first question, so that no screen waits for them. */
export const dotsInWorker = (bridge: Bridge, start: () => WorkerPort): Dots => {
  let opening: ReturnType<typeof open> | null = null
  const ask = async (question: DotQuestion): Promise<Answer> => {
    opening ??= open(bridge, start)
    const opened = await opening
    if (typeof opened === 'function') return opened(question)
    // A font that could not be read is asked for again.
    opening = null
    return opened
  }
  return {
    encode: async (receipt, profile) => {
      const answer = await ask({ kind: 'encode', receipt, profile })
      return answer.ok ? (answer.value as EncodedReceipt) : answer
    },
    draw: async (bytes, profile) => {
      const answer = await ask({ kind: 'draw', bytes, profile })
      return answer.ok ? { ok: true, value: answer.value as DotImage } : answer
    },
  }
}

const known = new WeakMap<Bridge, Dots>()

/** The window's own dots: one worker for each bridge. */
export const dotsOf = (bridge: Bridge): Dots => {
  const dots =
    known.get(bridge) ??
    dotsInWorker(bridge, () => new Worker(new URL('./dot-worker.ts', import.meta.url), { type: 'module' }))
  known.set(bridge, dots)
  return dots
}
