import type { PrinterProfile } from './profile.ts'

/** A roll of paper in a printer: how wide it is, and how many of the printer's dots go to a millimetre. */
export type RollPaper = { readonly widthMm: number; readonly dotsPerMm: number }

/** Paper of 58 mm is printed on 48 mm of it, paper of 80 mm on 72 mm. */
export const rollPaperOf = ({ dots }: Pick<PrinterProfile, 'dots'>): RollPaper =>
  dots < 450 ? { widthMm: 58, dotsPerMm: dots / 48 } : { widthMm: 80, dotsPerMm: dots / 72 }
