/** What the drawer's switch means, learnt from the pulses that opened it. */
export type DrawerSense = {
  /** How the switch stood before a pulse and soon after it; null where that was not told. */
  readonly learn: (before: boolean | null, after: boolean | null) => void
  /** null: nobody can say. */
  readonly isOpen: (pin: boolean | null) => boolean | null
}

/**
 * Which way the pin stands in an open drawer differs by drawer, and without one, or in one without a switch, it stands still (Epson:
 * DLE EOT 1, bit 2). So it says nothing until a pulse has moved it; the newest pulse that did decides.
 */
export const senseDrawer = (): DrawerSense => {
  let openAt: boolean | null = null
  return {
    learn: (before, after) => {
      if (before !== null && after !== null && before !== after) openAt = after
    },
    isOpen: (pin) => (openAt === null || pin === null ? null : pin === openAt),
  }
}
