import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from './log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (maxBytes?: number) => openLog({ folder, now: () => 0, ...(maxBytes === undefined ? {} : { maxBytes }) })
const eventsOf = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).event)

test('lines come back in order, newest last, also after a restart', () => {
  open().write('info', 'one')
  open().write('warn', 'two', 'why\nand where')
  expect(eventsOf(open().read(10))).toEqual(['one', 'two'])
  expect(eventsOf(open().read(1))).toEqual(['two'])
  expect(open().read(0)).toEqual([])
  expect(JSON.parse(open().read(1)[0] ?? '')).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    level: 'warn',
    event: 'two',
    detail: 'why\nand where',
  })
})

test('a log never grows past two files of its size, and the newest lines stay', () => {
  const log = open(500)
  for (let number = 0; number < 100; number += 1) log.write('info', `event ${number}`)
  expect(readdirSync(folder).sort()).toEqual(['app.log', 'app.log.1'])
  for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).size).toBeLessThan(600)
  expect(eventsOf(log.read(3))).toEqual(['event 97', 'event 98', 'event 99'])
})

test('lines that could not be written are counted in the next one that can', () => {
  const log = open()
  const file = path.join(folder, 'app.log')
  mkdirSync(file)
  log.write('error', 'lost')
  log.write('error', 'lost too')
  rmSync(file, { recursive: true })
  log.write('info', 'back')
  expect(JSON.parse(log.read(1)[0] ?? '')).toMatchObject({ event: 'back', missed: 2 })
})
