import { randomUUID } from 'node:crypto'
import {
  existsSync,
  type FSWatcher,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { processStart } from './process-start.ts'

/** A process, told apart from a later one that got the same number. */
export type Holder = { pid: number; start: string }
/** What a second start of the app tells the first. */
export type Knock = { argv: string[]; directory: string; data: unknown }

type Environment = { self: Holder; isAlive: (holder: Holder) => boolean }

const generationName = /^(\d+)\.holder$/

const answersSignals = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** This process, as a lock's holder. */
export const thisProcess = (): Holder => ({ pid: process.pid, start: processStart(process.pid) ?? '' })
/** Whether that very process still runs. Where start times cannot be read, a process of that number counts as it. */
export const isAlive = ({ pid, start }: Holder): boolean => {
  const now = processStart(pid)
  return now === undefined && start === '' ? answersSignals(pid) : now === start
}

/**
 * Lets one process at a time hold a folder. The lock ends with its holder, however that ends: each holding is a file
 * of the next generation, made whole in one step, so of all that find the last holder dead one alone can succeed it.
 */
export class SingleInstanceLock {
  readonly #folder: string
  readonly #environment: Environment
  #watcher: FSWatcher | undefined

  constructor(folder: string, environment: Environment = { self: thisProcess(), isAlive }) {
    this.#folder = folder
    this.#environment = environment
  }

  /** True if this process now holds the folder, or did already; false if another, living one does. */
  acquire(): boolean {
    const { self, isAlive } = this.#environment
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    for (;;) {
      const last = Math.max(0, ...this.#generations())
      const holder = this.#holderOf(last)
      if (holder?.pid === self.pid && holder.start === self.start) return true
      if (holder !== undefined && isAlive(holder)) return false
      if (this.#found(last + 1)) return true
    }
  }

  /** Tells the holder that another start was tried. It is on disk when this returns. */
  knock(knock: Knock): void {
    const name = path.join(this.#folder, randomUUID())
    writeFileSync(`${name}.part`, JSON.stringify(knock), { mode: 0o600 })
    linkSync(`${name}.part`, `${name}.knock`)
    rmSync(`${name}.part`)
  }

  /** Calls `hear` for each knock from now on. Does not keep the process running. */
  onKnock(hear: (knock: Knock) => void): void {
    this.#watcher ??= watch(this.#folder, { persistent: false }, (_kind, name) => {
      const file = path.join(this.#folder, name ?? '')
      // Its coming and its going are both reported.
      if (!file.endsWith('.knock') || !existsSync(file)) return
      const text = readFileSync(file, 'utf8')
      rmSync(file)
      hear(JSON.parse(text) as Knock)
    })
  }

  #generations(): number[] {
    return readdirSync(this.#folder).flatMap((name) => {
      const generation = generationName.exec(name)?.[1]
      return generation === undefined ? [] : [Number(generation)]
    })
  }

  #file(generation: number): string {
    return path.join(this.#folder, `${generation}.holder`)
  }

  #holderOf(generation: number): Holder | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(generation), 'utf8')) as Holder
    } catch {
      // None yet, taken away by a successor, or lost with the power: in each case nobody holds by it.
      return undefined
    }
  }

  /** Tries to hold by this generation, which only one process can make. */
  #found(generation: number): boolean {
    const part = path.join(this.#folder, `${randomUUID()}.part`)
    writeFileSync(part, JSON.stringify(this.#environment.self), { mode: 0o600 })
    try {
      linkSync(part, this.#file(generation))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      rmSync(part)
    }
    const others = this.#generations().filter((other) => other !== generation)
    // A slow starter may find free a generation that was held and cleared meanwhile: the highest counts.
    if (others.some((other) => other > generation)) {
      rmSync(this.#file(generation), { force: true })
      return false
    }
    for (const other of others) rmSync(this.#file(other), { force: true })
    return true
  }
}
