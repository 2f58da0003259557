import type { Piece } from './command-stream.ts'
import {
  offlineResponse,
  processIdResponse,
  queuedStatus,
  realTimeStatus,
  type Sensors,
  unaskedStatus,
} from './printer-answers.ts'
import { type PrinterFault, stopsPrinting } from './printer-fault.ts'

/** One line into the printer, as its works see it. */
export type WorksLine = {
  /** What this line's job has put on paper so far. */
  paper: Uint8Array[]
  /** What is told unasked: GS a, and GS ( H function 49. */
  wantsStatus: boolean
  wantsOffline: 'no' | 'bare' | 'with_cause'
  readonly answer: (bytes: Uint8Array) => void
  readonly breakOff: () => void
}

type Held = { readonly line: WorksLine; readonly piece: Piece | 'end' }

type WorksParts = {
  readonly fault: PrinterFault
  readonly onJob: (bytes: Uint8Array) => void
  /** Told where the works change by themselves: paper that ends in the middle of a job, a drawer that opens. */
  readonly onChange: () => void
}

const SLICE_MS = 50

const isCommand = ({ kind, bytes }: Piece, ...head: number[]) =>
  kind === 'command' && head.every((byte, index) => bytes[index] === byte)

const lengthOf = (chunks: readonly Uint8Array[]) => chunks.reduce((sum, { length }) => sum + length, 0)

/**
 * What a printer does with what it has taken in: puts it on paper in order and answers when it gets there. While it cannot
 * print it holds everything, also of a line that has gone, and goes on when it is mended, as a real one does.
 */
export class PrintWorks {
  #fault: PrinterFault
  #drawerOpen = false
  #held: Held[] = []
  #parts: WorksParts
  #lines = new Set<WorksLine>()
  #pause: NodeJS.Timeout | null = null

  constructor(parts: WorksParts) {
    this.#parts = parts
    this.#fault = parts.fault
  }

  get sensors(): Sensors {
    return { fault: this.#fault, drawerOpen: this.#drawerOpen }
  }

  change(next: Partial<Sensors>): void {
    const before = this.sensors
    this.#fault = next.fault ?? before.fault
    this.#drawerOpen = next.drawerOpen ?? before.drawerOpen
    this.#tell(before)
    this.#work()
  }

  open(line: WorksLine): void {
    this.#lines.add(line)
  }

  /** A request in real time is answered at once, whatever waits; all else takes its turn. */
  take(line: WorksLine, pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (isCommand(piece, 0x10, 0x04)) line.answer(realTimeStatus(piece.bytes[2] ?? 0, this.sensors))
      else this.#held.push({ line, piece })
    }
    this.#work()
  }

  /** The line is closed: its job ends where its last byte is printed. */
  end(line: WorksLine): void {
    this.#lines.delete(line)
    this.#held.push({ line, piece: 'end' })
    this.#work()
  }

  /** As when the power goes: what is held is lost, what is on paper stays. */
  switchOff(): void {
    if (this.#pause) clearTimeout(this.#pause)
    const lines = new Set([...this.#lines, ...this.#held.map(({ line }) => line)])
    this.#held = []
    for (const line of lines) this.#finish(line)
  }

  #tell(before: Sensors): void {
    const wentOffline = !stopsPrinting(before.fault) && stopsPrinting(this.#fault)
    for (const line of this.#lines) {
      if (line.wantsStatus) line.answer(unaskedStatus(this.sensors))
      if (wentOffline && line.wantsOffline !== 'no')
        line.answer(offlineResponse(this.#fault, line.wantsOffline === 'with_cause'))
    }
  }

  #work(): void {
    while (this.#pause === null && !stopsPrinting(this.#fault)) {
      const held = this.#held.shift()
      if (held === undefined) return
      if (held.piece === 'end') this.#finish(held.line)
      else this.#obey(held.line, held.piece)
    }
  }

  #obey(line: WorksLine, piece: Piece): void {
    if (isCommand(piece, 0x1d, 0x28, 0x48)) this.#askedForResponse(line, piece.bytes)
    else if (isCommand(piece, 0x1d, 0x72)) {
      this.#finish(line)
      line.answer(queuedStatus(piece.bytes[2] ?? 0, this.sensors))
    } else if (isCommand(piece, 0x1d, 0x61)) {
      line.wantsStatus = (piece.bytes[2] ?? 0) !== 0
      if (line.wantsStatus) line.answer(unaskedStatus(this.sensors))
    } else {
      if (isCommand(piece, 0x1b, 0x40)) Object.assign(line, { wantsStatus: false, wantsOffline: 'no' })
      this.#print(line, piece)
      if (isCommand(piece, 0x1b, 0x70)) this.#openDrawer()
    }
  }

  #askedForResponse(line: WorksLine, command: Uint8Array): void {
    const [fn, , detail = 0] = command.subarray(5)
    if (fn === 0x30) {
      this.#finish(line)
      if (this.#fault.kind !== 'no_process_id') line.answer(processIdResponse(command.subarray(7, 11)))
    }
    if (fn === 0x31) line.wantsOffline = detail % 48 === 0 ? 'no' : detail % 48 === 1 ? 'bare' : 'with_cause'
  }

  #print(line: WorksLine, piece: Piece): void {
    const mayPrint = this.#mayPrint(line, piece.bytes.length)
    const now = piece.kind === 'text' ? mayPrint : piece.bytes.length
    line.paper.push(piece.bytes.slice(0, now))
    const rest = piece.bytes.subarray(now)
    if (rest.length > 0) this.#held.unshift({ line, piece: { kind: 'text', bytes: rest } })
    this.#wearOff(line, mayPrint)
  }

  /** How many of these bytes the fault lets through in one go. */
  #mayPrint(line: WorksLine, wanted: number): number {
    const fault = this.#fault
    if (fault.kind === 'close_after' || fault.kind === 'paper_end_after')
      return Math.min(wanted, Math.max(0, fault.amount - lengthOf(line.paper)))
    return fault.kind === 'slow' ? Math.min(wanted, Math.max(1, Math.round((fault.amount * SLICE_MS) / 1_000))) : wanted
  }

  /** What comes of the fault once bytes were printed under it. */
  #wearOff(line: WorksLine, printed: number): void {
    const fault = this.#fault
    if (fault.kind === 'slow') this.#rest(Math.ceil((printed * 1_000) / Math.max(1, fault.amount)))
    if (!('amount' in fault) || lengthOf(line.paper) < fault.amount) return
    if (fault.kind === 'paper_end_after') {
      this.change({ fault: { kind: 'paper_end' } })
      this.#parts.onChange()
    } else if (fault.kind === 'close_after') {
      line.paper = [Buffer.concat(line.paper).subarray(0, fault.amount)]
      this.#held = this.#held.filter((held) => held.line !== line)
      line.breakOff()
    }
  }

  #rest(ms: number): void {
    this.#pause = setTimeout(() => {
      this.#pause = null
      this.#work()
    }, ms)
  }

  #openDrawer(): void {
    if (this.#drawerOpen) return
    this.change({ drawerOpen: true })
    this.#parts.onChange()
  }

  #finish(line: WorksLine): void {
    const bytes = Buffer.concat(line.paper)
    line.paper = []
    if (bytes.length > 0) this.#parts.onJob(bytes)
  }
}
