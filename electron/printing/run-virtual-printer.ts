import { parseArgs } from 'node:util'
import { type PrinterFault, startVirtualPrinter } from './virtual-printer.ts'

const FAULTS = ['none', 'offline', 'paper_end', 'cover_open', 'no_answer', 'no_process_id', 'never_reads'] as const

const USAGE = `usage: node electron/printing/run-virtual-printer.ts --folder FOLDER [--port 9100] [--fault F]
F is one of ${FAULTS.join(', ')}, or close_after:BYTES. Prints one line of JSON with its port.`

const end = (message: string, code: number): never => {
  console.error(message)
  process.exit(code)
}

const readFault = (text: string): PrinterFault => {
  const bytes = /^close_after:(\d+)$/.exec(text)?.[1]
  if (bytes !== undefined) return { kind: 'close_after', bytes: Number(bytes) }
  const kind = FAULTS.find((fault) => fault === text)
  return kind ? { kind } : end(USAGE, 2)
}

const readArguments = () => {
  const option = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { folder: option, port: option, fault: option } })
    const port = Number(values.port ?? '9100')
    if (!values.folder || !Number.isInteger(port) || port < 0 || port > 65_535) return end(USAGE, 2)
    return { folder: values.folder, port, fault: readFault(values.fault ?? 'none') }
  } catch {
    return end(USAGE, 2)
  }
}

const options = readArguments()
const start = (port: number) => startVirtualPrinter({ ...options, port })
const printer = await start(options.port).catch((error) =>
  // A taken port is worked around: the one that was found is printed.
  error.code === 'EADDRINUSE' ? start(0) : end(`The virtual printer could not start: ${error.message}`, 1),
)
console.log(JSON.stringify({ port: printer.port }))

const stop = async () => {
  await printer.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
