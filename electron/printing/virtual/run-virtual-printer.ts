import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PROFILES, type PrinterProfile } from '../../../shared/escpos/profile.ts'
import { FONT_FILE, openFontFile } from '../font-file.ts'
import { faultText, type PrinterFault, parseFault } from './printer-fault.ts'
import { folderUnwritable, HELP, jobKept, listening, notUnderstood, portTaken, standing } from './printer-words.ts'
import { DRAWER_SHUTS_AFTER_MS, startVirtualPrinter } from './virtual-printer.ts'

const EXIT = { stopped: 0, usage: 2, portTaken: 3, folder: 4 } as const

type Options = {
  readonly port: number
  readonly anyPort: boolean
  readonly folder: string
  readonly json: boolean
  readonly fault: PrinterFault
  readonly profile: PrinterProfile
}

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const TEXT = { type: 'string' } as const
const FLAG = { type: 'boolean', default: false } as const
const OPTIONS = {
  ...{ port: TEXT, folder: TEXT, fault: TEXT, profile: TEXT },
  ...{ json: FLAG, 'any-port': FLAG, help: FLAG },
} as const

const readOptions = (): Options | null => {
  try {
    const { values } = parseArgs({ options: OPTIONS })
    if (values.help) {
      console.log(HELP)
      process.exit(EXIT.stopped)
    }
    const port = Number(values.port ?? '9100')
    const fault = parseFault(values.fault ?? 'none')
    const profile = PROFILES.find(({ id }) => id === (values.profile ?? '80mm'))
    if (!Number.isInteger(port) || port < 0 || port > 65_535 || !fault || !profile) return null
    return {
      port,
      anyPort: values['any-port'],
      folder: values.folder ?? 'out/paper',
      json: values.json,
      fault,
      profile,
    }
  } catch {
    return null
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

const options = readOptions() ?? end(HELP, EXIT.usage)
const { folder, json, profile } = options
const font = await openFontFile(path.join(import.meta.dirname, '../dot-font', FONT_FILE)).font()

/** For a program one line of JSON, for a person a line of words. */
const say = (event: object, words: string) => console.log(json ? JSON.stringify(event) : words)
const sayStanding = () => {
  const [fault, drawerOpen] = [faultText(printer.fault()), printer.drawerOpen()]
  say({ fault, drawerOpen }, standing(fault, drawerOpen))
}

const start = (port: number) =>
  startVirtualPrinter({
    ...{ port, folder, look: { profile, font }, fault: options.fault, drawerShutsAfterMs: DRAWER_SHUTS_AFTER_MS },
    onJob: (job) => say({ job }, jobKept(job)),
    onChange: () => sayStanding(),
  })

const startOrExplain = async () => {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    return await start(options.port)
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') return end(folderUnwritable(folder, String(error)), EXIT.folder)
    return options.anyPort ? start(0) : end(portTaken(options.port), EXIT.portTaken)
  }
}

const printer = await startOrExplain()
say({ port: printer.port }, listening(printer.port, profile.id, folder))

const stop = async () => {
  await printer.stop()
  process.exit(EXIT.stopped)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.on('uncaughtException', (error) => end(folderUnwritable(folder, error.message), EXIT.folder))

const obey = (line: string): unknown => {
  if (line === '') return
  if (line === 'quit') return stop()
  const fault = parseFault(line)
  if (fault) printer.setFault(fault)
  else if (line === 'drawer_closed') printer.closeDrawer()
  else if (line === 'drawer_left_open') printer.leaveDrawerOpen()
  else return say({ notUnderstood: line }, notUnderstood(line))
  sayStanding()
}
createInterface({ input: process.stdin }).on('line', (line) => obey(line.trim()))
