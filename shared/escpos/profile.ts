/**
 * What a receipt printer can do. Columns count half-width characters of 12 dots; dots are at 203 dpi (180 on a TM-T88).
 * A cutter without a full cut makes a partial one. `stores`: by which commands it keeps and prints a logo.
 */
export type PrinterProfile = {
  readonly id: string
  readonly name: string
  readonly columns: number
  readonly dots: number
  readonly cutter: boolean
  readonly drawer: boolean
  readonly nativeQr: boolean
  readonly beeper: 'esc_b' | 'esc_paren_a' | null
  readonly stores: 'gs_paren_l' | 'fs_p' | null
  /** Whether it answers DLE EOT and GS r: without, nothing is known of what became of a slip. */
  readonly answersStatus: boolean
  /** Whether it answers GS ( H once all before it is on paper. */
  readonly answersProcessId: boolean
}

const paper58 = { columns: 32, dots: 384, cutter: false, drawer: true, nativeQr: true } as const
const paper80 = { columns: 48, dots: 576, cutter: true, drawer: true, nativeQr: true } as const
/** What one may count on in a printer of which nothing is known but its paper: a probe may find more. */
const unknownMake = { beeper: null, stores: null, answersStatus: true, answersProcessId: false } as const
const chineseMake = { beeper: 'esc_b', stores: 'fs_p', answersStatus: true, answersProcessId: false } as const
const epson = { beeper: 'esc_paren_a', stores: 'gs_paren_l', answersStatus: true, answersProcessId: true } as const

/** 58 mm paper: 384 dots, 32 columns. */
export const GENERIC_58: PrinterProfile = { id: '58mm', name: '58 mm', ...paper58, ...unknownMake }

/** 80 mm paper: 576 dots, 48 columns. */
export const GENERIC_80: PrinterProfile = { id: '80mm', name: '80 mm', ...paper80, ...unknownMake }

/** Every profile, by what these makes commonly do; a printer in front of us is asked what it can. */
export const PROFILES: readonly PrinterProfile[] = [
  GENERIC_58,
  GENERIC_80,
  { id: 'epson-tm-t88', name: 'Epson TM-T88', ...paper80, ...epson, columns: 42, dots: 512 },
  { id: 'epson-tm-t82', name: 'Epson TM-T82', ...paper80, ...epson },
  { id: 'xprinter-xp-58', name: 'Xprinter XP-58', ...paper58, ...chineseMake, beeper: null },
  { id: 'xprinter-xp-80', name: 'Xprinter XP-80', ...paper80, ...chineseMake },
  { id: 'gprinter-gp-58', name: 'Gprinter GP-58', ...paper58, ...chineseMake, nativeQr: false, beeper: null },
  { id: 'gprinter-gp-80', name: 'Gprinter GP-80', ...paper80, ...chineseMake },
  { id: 'rongta-rp326', name: 'Rongta RP326', ...paper80, ...chineseMake },
  {
    id: 'sunmi-v2',
    name: 'Sunmi V2',
    ...paper58,
    ...unknownMake,
    drawer: false,
    answersStatus: false,
  },
]
