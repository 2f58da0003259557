import { parseArgs } from 'node:util'

/** What the app was started with. */
export type StartArguments = {
  /** Where all of the till's data lies; null for the operating system's usual place. */
  readonly userDataFolder: string | null
  /** Makes a sample restaurant at the first start. */
  readonly sample: boolean
  /** The receipt printer that the first start's settings name; null for the built-in virtual one. */
  readonly printer: { readonly host: string; readonly port: number } | null
  /** The folder of a virtual printer that runs elsewhere: what it received is shown from there. */
  readonly printerVirtualFolder: string | null
  readonly headOffice: { readonly url: string; readonly code: string } | null
  readonly language: 'zh' | 'en' | null
}

const OPTIONS = {
  'user-data-dir': { type: 'string' },
  sample: { type: 'boolean' },
  printer: { type: 'string' },
  'printer-virtual-folder': { type: 'string' },
  'head-office': { type: 'string' },
  'enrol-code': { type: 'string' },
  language: { type: 'string' },
} as const

/** Reads the command line. What it does not know is left to the shell (Chromium has hundreds of switches). */
export const readArguments = (
  args: readonly string[],
): { ok: true; value: StartArguments } | { ok: false; reason: 'bad_argument'; detail: string } => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true })
  const text = (name: keyof typeof OPTIONS) => (typeof values[name] === 'string' ? values[name] : null)
  const refuse = (detail: string) => ({ ok: false as const, reason: 'bad_argument' as const, detail })

  const printer = text('printer') === null ? null : /^tcp:([^:]+):(\d{1,5})$/.exec(text('printer') ?? '')
  if (text('printer') !== null && printer === null) return refuse('--printer wants tcp:HOST:PORT')
  const port = Number(printer?.[2] ?? 0)
  if (port > 65_535) return refuse('--printer: a port is at most 65535')
  if (text('printer-virtual-folder') !== null && printer === null) {
    return refuse('--printer-virtual-folder goes with --printer')
  }
  const language = text('language')
  if (language !== null && language !== 'zh' && language !== 'en') return refuse('--language wants zh or en')
  const url = text('head-office')
  const code = text('enrol-code')
  if ((url === null) !== (code === null)) return refuse('--head-office and --enrol-code go together')
  return {
    ok: true,
    value: {
      userDataFolder: text('user-data-dir'),
      sample: values.sample === true,
      printer: printer?.[1] === undefined ? null : { host: printer[1], port },
      printerVirtualFolder: text('printer-virtual-folder'),
      headOffice: url === null || code === null ? null : { url, code },
      language,
    },
  }
}
