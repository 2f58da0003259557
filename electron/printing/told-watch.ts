import { senseDrawer } from './drawer-sense.ts'
import { NOTHING_TOLD, type PrinterTransport } from './transport/printer-transport.ts'

/** What a printer tells a person beside whether it prints. */
export type Tells = { readonly paperLow: boolean; readonly drawerOpen: boolean }

type WatchParts = {
  /** The line to the printer as it is now. */
  readonly line: () => PrinterTransport
  readonly later: (ms: number, callback: () => void) => () => void
  readonly onChange: () => void
}

/** Keeps what one printer tells of its paper and its drawer. */
export type ToldWatch = {
  readonly tells: () => Tells
  /** The printer was asked: what it told counts from here on. */
  readonly heard: () => void
  /** A pulse has left for the drawer, after the printer was asked. */
  readonly pulsed: () => void
  /** The printer is another one. */
  readonly forget: () => void
  readonly stop: () => void
}

/** A drawer is out by then, and nobody has shut it yet. */
const AFTER_PULSE_MS = 600
/** How often a printer is asked again that has told of something a person will mend: it says nothing by itself. */
const AGAIN_MS = { drawer: 2_000, paper: 15_000 } as const

const NOTHING: Tells = { paperLow: false, drawerOpen: false }

/** Watches a printer that carries answers back; one that tells nothing is never asked for this. */
export const watchTold = ({ line, later, onChange }: WatchParts): ToldWatch => {
  let sense = senseDrawer()
  let tells = NOTHING
  let cancel: (() => void) | null = null
  let stopped = false
  /** How the switch stood before a pulse that has not been looked after yet. */
  let beforePulse: { readonly pin: boolean | null } | null = null

  const told = () => line().told?.() ?? NOTHING_TOLD

  const lookIn = (ms: number) => {
    cancel?.()
    cancel = later(ms, () => void look())
  }
  const look = async () => {
    const asked = line()
    await asked.probe()
    if (stopped || asked !== line()) return
    if (beforePulse !== null) sense.learn(beforePulse.pin, told().drawerPin)
    beforePulse = null
    heard()
  }
  const heard = () => {
    if (stopped) return
    const { paperLow, drawerPin } = told()
    const before = tells
    tells = { paperLow: paperLow ?? false, drawerOpen: sense.isOpen(drawerPin) ?? false }
    if (before.paperLow !== tells.paperLow || before.drawerOpen !== tells.drawerOpen) onChange()
    if (beforePulse !== null) return
    if (tells.drawerOpen) lookIn(AGAIN_MS.drawer)
    else if (tells.paperLow) lookIn(AGAIN_MS.paper)
  }
  return {
    tells: () => tells,
    heard,
    pulsed: () => {
      const { drawerPin } = told()
      if (drawerPin === null || beforePulse !== null) return
      beforePulse = { pin: drawerPin }
      lookIn(AFTER_PULSE_MS)
    },
    forget: () => {
      cancel?.()
      sense = senseDrawer()
      tells = NOTHING
      beforePulse = null
    },
    stop: () => {
      stopped = true
      cancel?.()
    },
  }
}
