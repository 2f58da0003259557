import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { DotFont } from '../../shared/escpos/dot-font.ts'
import { type EncodedReceipt, encodeReceipt } from '../../shared/escpos/encode.ts'
import type { PrinterProfile } from '../../shared/escpos/profile.ts'
import { rasterLine } from '../../shared/escpos/raster-line.ts'
import type { SaleFile } from '../../shared/receipt/sale-file.ts'
import { saleReceipt } from '../../shared/receipt/sale-receipt.ts'

/** The bytes of a sale's receipt, the same as the till's; the entry's hash is made from the entry. */
export const printSale = (file: SaleFile, profile: PrinterProfile, font: DotFont): EncodedReceipt => {
  const { sale, restaurant, language, sample, staff, signature } = file
  const hash = createHash('sha256')
    .update(canonicalize(sale) ?? '')
    .digest('hex')
  const nameOf = (id: string) => staff[id] ?? id
  const receipt = saleReceipt(
    sale,
    { hash, signature },
    {
      restaurant,
      language,
      sample,
      staffName: nameOf(sale.by ?? ''),
      nameOf,
      stationName: (id) => ({ zh: id, en: id }),
    },
  )
  return encodeReceipt(receipt, profile, (runs) => rasterLine(runs, font))
}
