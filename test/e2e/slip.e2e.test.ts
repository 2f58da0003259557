import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import type { Paper } from '../../shared/escpos/paper.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { LOGO_MOST_DOTS } from '../../shared/receipt/slip-template.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf } from './second-copy.ts'

let house: House

const manager = () => cashierAt(house.till().page)
const chooseLogo = (file: string) =>
  house.till().page.locator('[data-testid=slip-card] input[type=file]').setInputFiles(file)

/** Waits until the journal tells of these changes, and of no others. */
const changesAre = (beginnings: readonly string[]) =>
  eventually(() =>
    expect(entriesOf(house, 'SETTINGS_CHANGED').map(({ body }) => body)).toEqual(
      beginnings.map((beginning) =>
        expect.objectContaining({ setting: 'slip', after: expect.stringMatching(new RegExp(`^${beginning}`)) }),
      ),
    ),
  )
const previewSays = (words: RegExp) =>
  eventually(async () =>
    expect(await manager().at('slip-card').getByTestId('paper-words').textContent()).toMatch(words),
  )

const paperSaying = (words: string): Promise<Paper> =>
  eventually(() => {
    const papers = readPaper(house.paperFolder, 10).map(({ bytes }) => decodePaper(bytes, GENERIC_80))
    const found = papers.find((paper) => paperText(paper).includes(words))
    if (found === undefined) throw new Error(`no paper says ${words}`)
    return found
  })

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
  await previewSays(/东城区样例路 1 号.*欢迎再来/s)
  await manager().tap('slip-save')
  await manager().allow('2580')
  await changesAre(['logo: 320x', 'head: 东城区样例路 1 号', 'foot: 欢迎再来'])
})

test('the next receipt carries them', async () => {
  await manager().tap('nav-sale')
  await manager().ring('2001')
  await manager().payExactCash()
  const receipt = await paperSaying('小票号')
  expect(paperText(receipt)).toMatch(/东城区样例路 1 号.*欢迎再来/s)
  expect(receipt.parts[0]).toMatchObject({ kind: 'raster', image: { width: LOGO_MOST_DOTS } })
})

test('a wrong address for invoices cannot be saved, and is said in words', async () => {
  await manager().nextOrder()
  await manager().tap('nav-about')
  await manager().at('slip-invoicePage').fill('invoice.example.cn')
  await manager().at('slip-card').getByText('https://').waitFor()
  expect(await manager().at('slip-save').isDisabled()).toBe(true)
  await previewSays(/东城区样例路 1 号.*欢迎再来/s)
})

test('slips in both languages, the kitchen’s in Chinese: seen as paper, saved, told by the journal, printed', async () => {
  await manager().at('slip-invoicePage').fill('https://invoice.example.cn/counterfoil')
  await manager().tap('slip-language-both')
  await manager().tap('slip-kitchen-language-zh')
  await manager().tap('slip-shows-staff')
  await previewSays(/合计 TOTAL.*扫码开票 Scan for your invoice/s)
  await manager().tap('slip-preview-kitchen')
  await previewSays(/桌号 12(?!.*Table)/s)
  await manager().tap('slip-preview-invoice')
  await previewSays(/开票申请单 INVOICE REQUEST/)
  await manager().tap('slip-save')
  await manager().allow('2580')
  await changesAre([
    ...['logo: 320x', 'head: 东城区样例路 1 号', 'foot: 欢迎再来'],
    ...['language: both', 'kitchen language: zh', 'hidden: staff', 'invoice page: https://invoice.example.cn/'],
  ])
  await manager().tap('nav-sale')
  await manager().ring('2001')
  await manager().payExactCash()
  const receipt = await paperSaying('合计 TOTAL')
  expect(paperText(receipt)).not.toContain('收银员')
  const code = receipt.parts.find((part) => part.kind === 'qr')
  expect(code?.kind === 'qr' && code.data).toMatch(/^https:\/\/invoice\.example\.cn\/counterfoil\?t=counterfoil:v2:/)
})
