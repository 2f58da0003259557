const PLAIN = [
  'none',
  'offline',
  'cover_open',
  'paper_near_end',
  'paper_end',
  'no_answer',
  'never_reads',
  'garbage',
  'no_process_id',
] as const

const MEASURED = ['close_after', 'paper_end_after', 'slow', 'late'] as const

/**
 * What a virtual printer does wrong. The number is, of `close_after` and `paper_end_after`, how many bytes of a job reach
 * the paper before the line breaks or the paper ends; of `slow`, bytes a second; of `late`, by how many milliseconds every
 * answer comes too late. `garbage` answers with bytes that mean nothing; `no_process_id` ignores GS ( H, as clones do.
 */
export type PrinterFault =
  | { readonly kind: (typeof PLAIN)[number] }
  | { readonly kind: (typeof MEASURED)[number]; readonly amount: number }

/** Every fault as it is written, for a person to choose from. */
export const FAULT_NAMES: readonly string[] = [...PLAIN, ...MEASURED.map((kind) => `${kind}:N`)]

/** A fault as it is written: `paper_end`, `close_after:40`. null where there is none of that name. */
export const parseFault = (text: string): PrinterFault | null => {
  const plain = PLAIN.find((kind) => kind === text)
  if (plain) return { kind: plain }
  const [, name, number] = /^([a-z_]+):(\d{1,9})$/.exec(text) ?? []
  const measured = MEASURED.find((kind) => kind === name)
  return measured && number !== undefined ? { kind: measured, amount: Number(number) } : null
}

/** The opposite of parseFault. */
export const faultText = (fault: PrinterFault): string =>
  'amount' in fault ? `${fault.kind}:${fault.amount}` : fault.kind

/** Whether the printer takes bytes and prints none of them: it goes on with what it holds once it is mended. */
export const stopsPrinting = ({ kind }: PrinterFault): boolean =>
  kind === 'offline' || kind === 'cover_open' || kind === 'paper_end'
