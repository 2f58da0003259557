import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { LOGO_MOST_DOTS } from '../../shared/receipt/slip-template.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf } from './second-copy.ts'

let house: House

const manager = () => cashierAt(house.till().page)
const chooseLogo = (file: string) =>
  house.till().page.locator('[data-testid=slip-card] input[type=file]').setInputFiles(file)

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill()
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
  await manager().tap('nav-about')
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a file that is no picture is refused in words, and changes nothing', async () => {
  await chooseLogo(path.join(projectRoot, 'package.json'))
  await manager().at('slip-card').getByRole('alert').waitFor()
  expect(await manager().at('slip-no-logo').count()).toBe(0)
})

test('a manager’s logo, address and thanks are seen as paper before they are saved, and the journal tells of them', async () => {
  await chooseLogo(path.join(projectRoot, 'docs', 'screenshots', 'sale-zh-light.png'))
  await manager().at('slip-no-logo').waitFor()
  await manager().at('slip-head-1').fill('东城区样例路 1 号')
  await manager().at('slip-foot-1').fill('欢迎再来')
  const preview = manager().at('slip-card').getByTestId('paper-words')
  await vi.waitFor(async () => expect(await preview.textContent()).toMatch(/东城区样例路 1 号.*欢迎再来/s), {
    timeout: 10_000,
  })
  await manager().tap('slip-save')
  await vi.waitFor(() => expect(entriesOf(house, 'SETTINGS_CHANGED')).toHaveLength(1), { timeout: 10_000 })
})

test('the next receipt carries them', async () => {
  await manager().tap('nav-sale')
  await manager().ring('2001')
  await manager().payExactCash()
  await vi.waitFor(
    () => {
      const papers = readPaper(house.paperFolder, 10).map(({ bytes }) => decodePaper(bytes, GENERIC_80))
      const receipt = papers.find((paper) => paperText(paper).includes('小票号'))
      expect(receipt && paperText(receipt)).toMatch(/东城区样例路 1 号.*欢迎再来/s)
      expect(receipt?.parts[0]).toMatchObject({ kind: 'raster', image: { width: LOGO_MOST_DOTS } })
    },
    { timeout: 20_000 },
  )
})
