/** What a SIGKILL hits: the till with its browser, one of the two alone, head office with its database, the printer. */
const VICTIMS = ['till', 'browser', 'main', 'head-office', 'printer'] as const
const PARTS_OF_TILL = ['till', 'browser', 'main'] as const
export type Victim = (typeof VICTIMS)[number]
export type PartOfTill = (typeof PARTS_OF_TILL)[number]

/** A kill while selling, in milliseconds after the first key of an order or after the key that pays. */
export type SellingKill = { readonly victim: Victim; readonly after: 'order' | 'payment'; readonly ms: number }
/** A kill while the till starts, in milliseconds after its main process was started. */
export type StartKill = { readonly victim: PartOfTill; readonly after: 'start'; readonly ms: number }

const pick = <T>(from: readonly [T, ...T[]], random: () => number): T =>
  from[Math.floor(random() * from.length)] ?? from[0]

/** Draws a kill while selling. More than half fall close behind a payment: into commit, mirror, print and upload. */
export const drawSellingKill = (random: () => number): SellingKill => {
  const victim = pick(VICTIMS, random)
  if (random() < 0.6) return { victim, after: 'payment', ms: Math.round(random() * 150) }
  // Squared, so that short ones are many and a long campaign still ends.
  return { victim, after: 'order', ms: Math.round(random() ** 2 * 3_000) }
}

/** Draws whether a start of the till is killed as well; null where it may come up. */
export const drawStartKill = (random: () => number): StartKill | null =>
  random() < 0.25 ? { victim: pick(PARTS_OF_TILL, random), after: 'start', ms: Math.round(random() * 2_000) } : null
