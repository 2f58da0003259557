import { type DotFont, openDotFont } from '../../shared/escpos/dot-font.ts'
import { type DotQuestion, drawWith, encodeWith } from './answer-dots.ts'
import { unpackFont } from './unpack-font.ts'

/** What the screens tell the worker: the font once, then questions, each with a number that its answer bears. */
export type ToWorker =
  | { readonly kind: 'font'; readonly packed: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'question'; readonly id: number; readonly question: DotQuestion }

/** `value` is what encodeWith or drawWith made of the question; `failed` says why there is none. */
export type FromWorker =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failed: string }

/** Takes messages and sends an answer to each question; questions before the font is there wait for it. */
export const answering = (send: (answer: FromWorker) => void): ((message: ToWorker) => void) => {
  let font: Promise<DotFont> | null = null
  const answer = async ({ id, question }: Extract<ToWorker, { kind: 'question' }>): Promise<FromWorker> => {
    try {
      if (font === null) throw new Error('asked before there was a font')
      const opened = await font
      return { id, value: question.kind === 'encode' ? encodeWith(opened, question) : drawWith(opened, question) }
    } catch (error) {
      return { id, failed: String(error) }
    }
  }
  return (message) => {
    if (message.kind === 'question') void answer(message).then(send)
    else font = unpackFont(message.packed).then(openDotFont)
  }
}
