import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { dotFont } from '../../test/fixtures/dot-font.ts'
import { PROOF, SALE } from '../../test/fixtures/specimen-entries.ts'
import { encodeReceipt } from '../escpos/encode.ts'
import { PROFILES } from '../escpos/profile.ts'
import { rasterLine } from '../escpos/raster-line.ts'
import { saleReceipt } from './sale-receipt.ts'

const receipt = saleReceipt(SALE, PROOF, {
  ...{ restaurant: '存根小馆', language: 'zh', sample: true, staffName: '王芳' },
  nameOf: (staffId) => staffId,
  stationName: (station) => ({ zh: station, en: station }),
})

const inLines = (bytes: Uint8Array): string =>
  `${(
    Buffer.from(bytes)
      .toString('hex')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n`

/** One of each width, and one whose printer draws no QR codes: every byte that a till sends for a sale. */
test.each(['58mm', '80mm', 'gprinter-gp-58'])('a sale on %s is these very bytes', async (id) => {
  const profile = PROFILES.find((one) => one.id === id)
  if (profile === undefined) throw new Error(`no profile ${id}`)
  const encoded = encodeReceipt(receipt, profile, (runs) => rasterLine(runs, dotFont()))
  if (!encoded.ok) throw new Error(`${encoded.reason}: ${encoded.detail}`)
  await expect(inLines(encoded.value)).toMatchFileSnapshot(`../../test/fixtures/golden/sale-${id}-zh.hex`)
})
