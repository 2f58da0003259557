/** A document that could not be laid out: a bug in the receipt's code or in its data, which no second try mends. */
export class LayoutFault extends Error {
  override readonly name = 'LayoutFault'
}

/** Runs pure layout code; what it throws becomes a LayoutFault, apart from a failing journal or bridge, which may recover. */
export const layOut = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new LayoutFault(error instanceof Error ? error.message : String(error))
  }
}
