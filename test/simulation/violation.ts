/** Something that must never be true, found true. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

/** Throws where a condition does not hold. */
export const must = (holds: boolean, otherwise: () => string): void => {
  if (!holds) throw new Violation(otherwise())
}
