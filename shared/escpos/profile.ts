/** What a receipt printer can do. Columns count half-width characters; dots are at 203 dpi. */
export type PrinterProfile = {
  readonly id: string
  readonly columns: number
  readonly dots: number
  readonly cutter: boolean
  readonly drawer: boolean
  readonly nativeQr: boolean
}

/** 58 mm paper: 384 dots, 32 columns. */
export const GENERIC_58: PrinterProfile = {
  id: '58mm',
  columns: 32,
  dots: 384,
  cutter: false,
  drawer: true,
  nativeQr: true,
}

/** 80 mm paper: 576 dots, 48 columns. */
export const GENERIC_80: PrinterProfile = {
  id: '80mm',
  columns: 48,
  dots: 576,
  cutter: true,
  drawer: true,
  nativeQr: true,
}

/** Every profile that a setting may name. */
export const PROFILES: readonly PrinterProfile[] = [GENERIC_58, GENERIC_80]
