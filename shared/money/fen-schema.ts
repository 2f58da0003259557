import * as v from 'valibot'
import type { Fen } from './fen.ts'
import type { Quantity } from './quantity.ts'

const integerBetween = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** An amount of at least `least` and at most `most` fen, as it stands in a journal entry or on the wire. */
export const fenBetween = (least: number, most: number) =>
  v.pipe(
    integerBetween(least, most),
    v.transform((amount) => amount as Fen),
  )

/** Any integer amount in fen, of either sign. */
export const fenSchema = fenBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

/** A quantity of more than nothing, in thousandths. */
export const quantitySchema = v.pipe(
  integerBetween(1, 9_999_000),
  v.transform((thousandths) => thousandths as Quantity),
)
