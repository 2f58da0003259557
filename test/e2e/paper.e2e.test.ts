import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper } from '../../shared/escpos/decode.ts'
import { drawPaper } from '../../shared/escpos/draw-paper.ts'
import { encodePng } from '../../shared/escpos/png.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { dotFont } from '../fixtures/dot-font.ts'
import { cashierAt } from './cashier.ts'

let house: House

const cashier = () => cashierAt(house.till().page)
/** The receipt as the printer received it: the newest slip that is more than a drawer's pulse. */
const receipt = () => readPaper(house.paperFolder, 10).find(({ bytes }) => bytes.length > 100)
const paperOf = (bytes: Uint8Array) => decodePaper(bytes, GENERIC_80)

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill()
  await cashier().setUpSample()
  await cashier().signIn('wang-fang', '2580')
  await cashier().openShift('500')
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a note with characters that no printer has is drawn on the receipt, by the worker with main’s font', async () => {
  await cashier().ring('1001')
  await house.till().page.keyboard.press('F7')
  await cashier().at('note').fill('𠮷 不要🌶')
  await house.till().page.keyboard.press('Enter')
  await cashier().at('note').waitFor({ state: 'detached' })
  await cashier().payExactCash()
  await house.till().page.keyboard.press('Enter')
  await cashier().at('search').waitFor()
  await eventually(() => expect(receipt()).toBeDefined())
  const drawn = paperOf(receipt()?.bytes ?? new Uint8Array()).parts.filter(({ kind }) => kind === 'raster')
  expect(drawn).toHaveLength(1)
})

test('the Paper screen shows the very dots of the printed bytes, and reads their words out', async () => {
  await cashier().tap('nav-paper')
  const slip = cashier().at('paper-slip').filter({ hasText: '小票号' })
  await slip.getByTestId('paper-dots').waitFor()
  const shown = await slip.getByTestId('paper-dots').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    return {
      width: canvas.width,
      dots: Array.from(
        pixels.filter((_, at) => at % 4 === 3),
        (alpha) => alpha && 1,
      ).join(''),
    }
  })
  const { width, height, rows } = drawPaper(paperOf(receipt()?.bytes ?? new Uint8Array()), GENERIC_80, dotFont())
  expect(shown.width).toBe(width)
  expect(shown.dots === Array.from(rows, (byte) => byte.toString(2).padStart(8, '0')).join('')).toBe(true)
  expect(shown.dots).toHaveLength(width * height)
  expect(await slip.getByTestId('paper-words').textContent()).toContain('宫保鸡丁')
})

test('a slip is kept as a picture and as a page, and the screen says where', async () => {
  const slip = cashier().at('paper-slip').filter({ hasText: '小票号' })
  const saved = async (format: 'png' | 'pdf') => {
    await slip.locator(`[data-testid^=${format}-]`).click()
    const said = slip.locator(`[data-testid=slip-saved][data-path$=${format}]`)
    await said.waitFor()
    const file = (await said.getAttribute('data-path')) ?? ''
    const content = await readFile(file)
    rmSync(file)
    return content
  }
  const image = drawPaper(paperOf(receipt()?.bytes ?? new Uint8Array()), GENERIC_80, dotFont())
  expect((await saved('png')).equals(encodePng(image, 8, deflateSync))).toBe(true)
  expect((await saved('pdf')).toString('latin1')).toMatch(/^%PDF-1\.4/)
})
