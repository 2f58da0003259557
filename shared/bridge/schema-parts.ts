import * as v from 'valibot'
import { hashSchema } from '../journal/entry.ts'

/** A whole number from 0 on. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Words for a person or the log. */
export const text = v.pipe(v.string(), v.maxLength(2_000))
/** Journal lines, in order. */
export const lines = v.pipe(v.array(v.pipe(v.string(), v.maxLength(200_000))), v.maxLength(1_000))
/** The last entry of a journal. */
export const headSchema = v.strictObject({ till: v.string(), epoch: count, seq: count, hash: hashSchema })
/** A question without anything to say. */
export const nothing = v.strictObject({})
/** It was done. */
export const done = v.strictObject({ ok: v.literal(true) })
/** It was not done: why, in a word, and in words for the log. */
export const refused = <const R extends readonly [string, ...string[]]>(reasons: R) =>
  v.strictObject({ ok: v.literal(false), reason: v.picklist(reasons), detail: v.optional(text) })

/** What goes in, and what comes out. */
export const method = <I extends v.GenericSchema, O extends v.GenericSchema>(input: I, output: O) => ({ input, output })
