import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'
import { type PrinterProcess, startPrinter } from '../../build/processes/printer-process.ts'
import { eventually } from '../eventually.ts'

const scratch = () => mkdtempSync(path.join(tmpdir(), 'counterfoil-printer-process-'))
const program = path.join(projectRoot, 'electron/printing/virtual/run-virtual-printer.ts')
const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', input: '' })

let printer: PrinterProcess | null = null
afterEach(async () => {
  await printer?.stop()
  printer = null
})

test('it says how it is used, in both languages, and ends with a code for each thing that is wrong', async () => {
  const help = run('--help')
  expect(help.status).toBe(0)
  expect(help.stdout).toMatch(/虚拟打印机[\s\S]*Virtual printer[\s\S]*paper_end_after:N/)
  expect(run('--fault', 'tired').status).toBe(2)
  expect(run('--port', '70000').status).toBe(2)
  expect(run('--profile', '12mm').status).toBe(2)
  const file = path.join(scratch(), 'file')
  writeFileSync(file, '')
  const unwritable = run('--folder', file, '--port', '0')
  expect(unwritable.status).toBe(4)
  expect(unwritable.stderr).toContain('cannot be written')
  printer = await startPrinter(scratch(), 0)
  const taken = run('--port', String(printer.port), '--folder', scratch())
  expect(taken.status).toBe(3)
  expect(taken.stderr).toMatch(/端口[\s\S]*is taken/)
})

test('its faults are changed by a line while it runs: paper out, and paper in again', async () => {
  const folder = scratch()
  printer = await startPrinter(folder, 0)
  await printer.setFault('paper_end')
  const socket = connect(printer.port, '127.0.0.1')
  socket.end('noon\n')
  await new Promise((resolve) => socket.once('close', resolve))
  await printer.setFault('none')
  await eventually(() => expect(readFileSync(path.join(folder, '000001.bin'), 'utf8')).toBe('noon\n'))
  expect(readFileSync(path.join(folder, '000001.txt'), 'utf8')).toBe('noon\n')
  expect(readFileSync(path.join(folder, '000001.png')).toString('latin1', 1, 4)).toBe('PNG')
  await expect(printer.setFault('tired')).rejects.toThrow('knows no fault tired')
})

test('a person is told in words, and quit stops it', async () => {
  const child = spawn(process.execPath, [program, '--port', '0', '--folder', scratch()])
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await eventually(() => expect(said).toContain('listens on'))
  child.stdin.write('tired\npaper_end\nquit\n')
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(0)
  expect(said).toMatch(/“tired” is not understood[\s\S]*现在 Now: paper_end/)
})
