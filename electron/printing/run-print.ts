import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deflateSync } from 'node:zlib'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { drawPaper } from '../../shared/escpos/draw-paper.ts'
import { encodePng } from '../../shared/escpos/png.ts'
import { PROFILES } from '../../shared/escpos/profile.ts'
import { rollPaperOf } from '../../shared/escpos/roll-paper.ts'
import { readSaleFile, type SaleFileRefusal } from '../../shared/receipt/sale-file.ts'
import { FONT_FILE, openFontFile } from './font-file.ts'
import { printSale } from './print-sale.ts'

const USAGE = `usage: npm run print -- --sale FILE.json [--profile 80mm] [--out FILE.bin] [--png FILE.png] [--text FILE.txt]
  --sale FILE.json  一笔销售，格式见 docs/sale-file.md。A sale, as docs/sale-file.md describes it.
  --profile P       ${PROFILES.map(({ id }) => id).join(', ')}
  --out FILE.bin    发给打印机的字节。The bytes for the printer.
  --png FILE.png    纸面，一点对一点。The paper, dot by dot.
  --text FILE.txt   纸面上的文字。The text on the paper.
至少给出一个输出文件。Name one file to write at least.
退出码 exit code: 0 写好了 written, 1 文件不对或写不进去 a bad file, or one that cannot be written, 2 用法不对 usage.`

const REFUSALS: Readonly<Record<SaleFileRefusal['reason'], string>> = {
  not_json: '这个文件不是 JSON。The file is not JSON.',
  not_a_sale_file:
    '这个文件不是一笔销售（格式见 docs/sale-file.md）。The file is no sale as docs/sale-file.md describes it.',
  sums_differ: '这笔销售的金额对不上。The amounts of this sale do not add up.',
}

const end = (code: number, ...words: readonly string[]): never => {
  console.error(words.join('\n'))
  process.exit(code)
}

const readArguments = () => {
  const text = { type: 'string' } as const
  try {
    const options = { sale: text, profile: { ...text, default: '80mm' }, out: text, png: text, text } as const
    const { values } = parseArgs({ options })
    const profile = PROFILES.find(({ id }) => id === values.profile)
    const isAsked = values.out !== undefined || values.png !== undefined || values.text !== undefined
    if (values.sale === undefined || profile === undefined || !isAsked) return end(2, USAGE)
    return { ...values, sale: values.sale, profile }
  } catch {
    return end(2, USAGE)
  }
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return end(1, `读不到这个文件：${file}\nThe file cannot be read: ${file}`, String(error))
  }
}

const write = (file: string | undefined, content: () => string | Uint8Array): void => {
  if (file === undefined) return
  try {
    writeFileSync(file, content())
  } catch (error) {
    end(1, `写不进去：${file}\nThe file cannot be written: ${file}`, String(error))
  }
}

const { sale, profile, out, png, text } = readArguments()
const read = readSaleFile(readText(sale))
if (!read.ok) end(1, REFUSALS[read.reason], read.detail)
else {
  const font = await openFontFile(path.join(import.meta.dirname, 'dot-font', FONT_FILE)).font()
  const encoded = printSale(read.value, profile, font)
  if (!encoded.ok)
    end(1, '这笔销售打不到这种纸上。This sale cannot be printed on this paper.', encoded.reason, encoded.detail)
  else {
    const paper = decodePaper(encoded.value, profile)
    write(out, () => encoded.value)
    write(png, () => encodePng(drawPaper(paper, profile, font), rollPaperOf(profile).dotsPerMm, deflateSync))
    write(text, () => paperText(paper))
  }
}
