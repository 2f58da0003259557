import { chmodSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type HeadOfficeProcess, startHeadOffice } from '../../build/processes/head-office-process.ts'
import { ChildEnded } from '../../build/processes/json-child.ts'
import { type PrinterProcess, startPrinter } from '../../build/processes/printer-process.ts'
import { type LaunchOptions, launchTill, type RunningTill } from '../e2e/launch.ts'
import { killTree } from '../e2e/processes.ts'
import { PATIENCE_MS } from '../patience.ts'

type Launching = Pick<LaunchOptions, 'appFolder' | 'onSpawn'>

/** A whole restaurant on one folder: till, virtual printer and head office, each a real process. */
export type House = {
  readonly folder: string
  readonly tillFolder: string
  readonly paperFolder: string
  readonly till: () => RunningTill
  readonly printer: () => PrinterProcess
  readonly headOffice: () => HeadOfficeProcess
  readonly startTill: (more?: readonly string[], launching?: Launching) => Promise<RunningTill>
  readonly startHeadOffice: () => Promise<void>
  readonly startPrinter: () => Promise<void>
  readonly killPrinter: () => Promise<void>
  /** SIGKILL to head office with its database, as a power cut there. */
  readonly killHeadOffice: () => Promise<void>
  /** Pulls the printer's plug. */
  readonly stopPrinter: () => Promise<void>
  readonly killEverything: () => Promise<void>
  readonly stop: () => Promise<void>
}

const need = <T>(thing: T | null, name: string): T => {
  if (thing === null) throw new Error(`${name} does not run`)
  return thing
}

/** Where head office finds its port taken: any connection on the machine may have been given it while nobody listened there. */
const PORT_TAKEN = 3

/** Starts head office again until the port that its tills know is free. */
const atItsPort = async (start: () => Promise<HeadOfficeProcess>): Promise<HeadOfficeProcess> => {
  for (const until = Date.now() + PATIENCE_MS; ; await wait(250)) {
    try {
      return await start()
    } catch (error) {
      if (!(error instanceof ChildEnded && error.code === PORT_TAKEN) || Date.now() > until) throw error
    }
  }
}

/** A fresh folder that PostgreSQL's own user may walk through. */
export const freshFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-house-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Lays out a house on a folder, the sample restaurant's or one of its own; nothing runs until it is started. */
export const makeHouse = (folder = freshFolder(), restaurant: 'sample' | 'own' = 'sample'): House => {
  const tillFolder = path.join(folder, 'till')
  const paperFolder = path.join(folder, 'paper')
  let till: RunningTill | null = null
  let headOffice: HeadOfficeProcess | null = null
  let printer: PrinterProcess | null = null
  let printerPort = 0

  const house: House = {
    folder,
    tillFolder,
    paperFolder,
    till: () => need(till, 'the till'),
    printer: () => need(printer, 'the printer'),
    headOffice: () => need(headOffice, 'head office'),
    startTill: async (more = [], launching = {}) => {
      const enrolled = existsSync(path.join(tillFolder, 'data', 'transport', 'enrolment.json'))
      const enrolment =
        enrolled || headOffice === null
          ? []
          : [`--head-office=${headOffice.url}`, `--enrol-code=${headOffice.issueCode()}`]
      const sample = restaurant === 'sample' ? ['--sample'] : []
      const args = [...sample, `--printer=tcp:127.0.0.1:${printerPort}`, `--printer-virtual-folder=${paperFolder}`]
      till = await launchTill({ dataFolder: tillFolder, args: [...args, ...enrolment, ...more], ...launching })
      return till
    },
    startHeadOffice: async () => {
      headOffice = await atItsPort(() => startHeadOffice(path.join(folder, 'head-office')))
    },
    startPrinter: async () => {
      printer = await startPrinter(paperFolder, printerPort)
      printerPort = printer.port
    },
    killPrinter: async () => {
      if (printer) await killTree(printer.process.pid ?? 0)
      printer = null
    },
    killHeadOffice: async () => {
      if (headOffice) await killTree(headOffice.process.pid ?? 0)
      headOffice = null
    },
    stopPrinter: async () => {
      await printer?.stop()
      printer = null
    },
    killEverything: async () => {
      await Promise.all([
        till?.kill(),
        headOffice && killTree(headOffice.process.pid ?? 0),
        printer && killTree(printer.process.pid ?? 0),
      ])
      till = null
      headOffice = null
      printer = null
    },
    stop: async () => {
      await till?.kill()
      await headOffice?.stop()
      await printer?.stop()
      till = null
      headOffice = null
      printer = null
    },
  }
  return house
}
