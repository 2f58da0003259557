import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import EscposPrinter from 'escpos/printer.js'
import type { Align, TextSize } from '../../shared/receipt/receipt.ts'
import type { Finished, FinishedLine } from './finished-receipt.ts'

/** Encodes a finished document once, with a new printer of its library. */
export type Peer = (finished: Finished) => () => Uint8Array

const folder = path.join(import.meta.dirname, 'peers')
const requireOfPeers = createRequire(path.join(folder, 'package.json'))

/** Installs exactly what the peers' own lock names, unless it is there; what went wrong, or null. */
const installPeers = (): string | null => {
  if (existsSync(path.join(folder, 'node_modules', '.package-lock.json'))) return null
  console.error('Installing the peers (npm ci in test/bench/peers) ...')
  const patience = ['--fetch-retries=1', '--fetch-timeout=30000']
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...patience]
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  return status === 0 ? null : `npm ci failed in test/bench/peers (${status ?? 'npm did not start'})`
}

/** How escpos and @node-escpos/core are driven: the second is the first's heir. */
type EscposLike = {
  align(align: string): unknown
  style(style: string): unknown
  size(width: number, height: number): unknown
  text(text: string): unknown
  qrcode(data: string, version?: number, level?: string, size?: number): unknown
  cut(partial: boolean): unknown
  flush(): unknown
}
type Adapter = { write(bytes: Uint8Array): void }

const ALIGNS: Record<Align, string> = { left: 'lt', center: 'ct', right: 'rt' }
const isWide = (size: TextSize): boolean => size === 'wide' || size === 'double'
const isTall = (size: TextSize): boolean => size === 'tall' || size === 'double'

const isLike = (line: FinishedLine, before: FinishedLine): boolean =>
  line.align === before.align && line.size === before.size && line.bold === before.bold
const PLAIN: FinishedLine = { text: '', align: 'left', size: 'normal', bold: false }

/** Goes through lines and code in order; `style` is asked for only where it changes. */
const eachPart = (
  { lines, qr, qrAfter }: Finished,
  put: { style: (line: FinishedLine) => void; text: (text: string) => void; qr: (data: string) => void },
): void => {
  let before = PLAIN
  lines.forEach((line, index) => {
    if (index === qrAfter) put.qr(qr)
    if (!isLike(line, before)) put.style(line)
    put.text(line.text)
    before = line
  })
}

const driveEscpos = (open: (adapter: Adapter) => EscposLike) => (finished: Finished) => () => {
  let written = new Uint8Array()
  const printer = open({
    write: (bytes) => {
      written = new Uint8Array(bytes)
    },
  })
  eachPart(finished, {
    style: ({ align, size, bold }) => {
      printer.align(ALIGNS[align])
      printer.style(bold ? 'b' : 'normal')
      printer.size(isWide(size) ? 2 : 1, isTall(size) ? 2 : 1)
    },
    text: (text) => printer.text(text),
    qr: (data) => printer.qrcode(data, 3, 'm', 6),
  })
  printer.cut(true)
  printer.flush()
  return written
}

const escpos: Peer = driveEscpos((adapter) => new EscposPrinter(adapter))

const nodeEscpos = (): Peer => {
  const { Printer } = requireOfPeers('@node-escpos/core') as {
    Printer: new (adapter: Adapter, options: { encoding: string }) => EscposLike
  }
  return driveEscpos((adapter) => new Printer(adapter, { encoding: 'GB18030' }))
}

const nodeThermalPrinter = (): Peer => {
  const { printer: ThermalPrinter } = requireOfPeers('node-thermal-printer')
  return (finished) => () => {
    const printer = new ThermalPrinter({ type: 'epson', characterSet: 'CHINA', breakLine: 'NONE', width: 48 })
    eachPart(finished, {
      style: ({ align, size, bold }) => {
        if (align === 'center') printer.alignCenter()
        else if (align === 'right') printer.alignRight()
        else printer.alignLeft()
        printer.bold(bold)
        printer.setTextSize(isTall(size) ? 1 : 0, isWide(size) ? 1 : 0)
      },
      text: (text) => printer.println(text),
      qr: (data) => printer.printQR(data, { cellSize: 6, correction: 'M', model: 2 }),
    })
    printer.partialCut()
    return printer.getBuffer()
  }
}

const escaped = (text: string): string => text.replaceAll(/[\\|{}~_"`^]/g, '\\$&').replaceAll(' ', '~')

const asReceiptLine = ({ text, align, size, bold }: FinishedLine): string => {
  const large = (isWide(size) ? '^' : '') + (isTall(size) ? '^^' : '')
  const marked = `${large}${bold ? `"${escaped(text)}"` : escaped(text)}`
  return align === 'left' ? `|${marked}` : align === 'right' ? `${marked}|` : `|${marked}|`
}

/** Its document is text, which is made before the clock runs. */
const receiptline = (): Peer => {
  const { transform } = requireOfPeers('receiptline')
  return ({ lines, qr, qrAfter }) => {
    const document = lines.map(asReceiptLine)
    document.splice(qrAfter, 0, `{code:${qr.replaceAll(':', '\\:')};option:qrcode,6,m}`)
    const text = `${document.join('\n')}\n=`
    return () => Buffer.from(transform(text, { cpl: 48, encoding: 'gb18030', command: 'generic' }), 'binary')
  }
}

const receiptPrinterEncoder = (): Peer => {
  const Encoder = requireOfPeers('@point-of-sale/receipt-printer-encoder')
  return (finished) => () => {
    const encoder = new Encoder({ language: 'esc-pos', columns: 48 })
    encoder.initialize()
    eachPart(finished, {
      style: ({ align, size, bold }) =>
        encoder
          .align(align)
          .bold(bold)
          .width(isWide(size) ? 2 : 1)
          .height(isTall(size) ? 2 : 1),
      text: (text) => encoder.line(text),
      qr: (data) => encoder.qrcode(data, { model: 2, size: 6, errorlevel: 'm' }),
    })
    return encoder.cut('partial').encode()
  }
}

/** Every peer of its own package; `escpos` is at hand without it. */
const PACKAGES: Record<string, () => Peer> = {
  '@node-escpos/core': nodeEscpos,
  'node-thermal-printer': nodeThermalPrinter,
  receiptline,
  '@point-of-sale/receipt-printer-encoder': receiptPrinterEncoder,
}

/** The peers that are there, and those that are not with the reason. */
export const loadPeers = (): { readonly peers: Record<string, Peer>; readonly notRun: Record<string, string> } => {
  const failed = installPeers()
  if (failed !== null) {
    return { peers: { escpos }, notRun: Object.fromEntries(Object.keys(PACKAGES).map((name) => [name, failed])) }
  }
  return {
    peers: { escpos, ...Object.fromEntries(Object.entries(PACKAGES).map(([name, load]) => [name, load()])) },
    notRun: {},
  }
}
