import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deflateSync } from 'node:zlib'
import { openDotFont } from '../../shared/escpos/dot-font.ts'
import { blankImage } from '../../shared/escpos/dot-image.ts'
import { drawScaled } from '../../shared/escpos/draw-text.ts'
import { encodePng } from '../../shared/escpos/png.ts'
import { rasterLine } from '../../shared/escpos/raster-line.ts'
import { type Glyph, packDotFont } from './pack-dot-font.ts'
import { notoEmoji, notoSansCjk, type Source, unifont } from './sources.ts'

const USAGE = `usage: node build/dot-font/make-dot-font.ts [--noto FILE] [--unifont FOLDER] [--out FILE] [--sheet FILE.png]
  --noto FILE       NotoSansCJK-Regular.ttc 2.004 (Debian's fonts-noto-cjk)
  --unifont FOLDER  where unifont.otf and unifont_upper.otf 15.0.01 are (Debian's fonts-unifont)
  --sheet FILE.png  a page of easy and dense characters, to look at
build/dot-font/README.md says how to get them.`

const folder = import.meta.dirname

const readArguments = () => {
  const options = {
    noto: { type: 'string', default: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
    unifont: { type: 'string', default: '/usr/share/fonts/opentype/unifont' },
    out: { type: 'string', default: path.join(folder, '../../electron/printing/dot-font/receipt-dots.bin') },
    sheet: { type: 'string' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch {
    console.error(USAGE)
    process.exit(2)
  }
}

/** Controls and private-use characters have no glyph that means anything. */
const isDrawable = (point: number): boolean =>
  point >= 0x20 && !(point >= 0x7f && point < 0xa0) && !(point >= 0xe000 && point <= 0xf8ff) && point < 0xf0000

/** Each code point as the first source has it that can draw it. */
const drawAll = (sources: readonly Source[]): Map<number, Glyph> => {
  const glyphs = new Map<number, Glyph>()
  for (const { points, draw } of sources) {
    for (const point of points) {
      const dots = isDrawable(point) && !glyphs.has(point) ? draw(point) : null
      if (dots !== null) glyphs.set(point, { point, ...dots })
    }
  }
  return glyphs
}

const SHEET = [
  '存根小馆 宫保鸡丁 ￥56.00 #12 合计 找零',
  '化學藥龘鬱灣繁體臺飯館麵囊矗纛蘸薯薑鑾豔鹽鱻',
  '醋溜白菜 蒜蓉西兰花 糖醋鲤鱼 麻婆豆腐',
  '𠮷𬍛𪚥䴙㸆 한국어 ひらがなカナ ΩЖéü ⌘①℃½',
  'Counterfoil abcdefghijklmnopqrstuvwxyz 01234',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ 56789 .,:;!?()[]',
  '😀😍👍🙏🔥🌶🍜🍺🥢🎉🐟🥟❤✅☎★ ส م ก',
]

const writeSheet = (packed: Uint8Array, file: string): void => {
  const font = openDotFont(packed)
  const lines = SHEET.flatMap((text) => [false, true].map((bold) => rasterLine([{ text, size: 'normal', bold }], font)))
  const sheet = blankImage(Math.max(...lines.map(({ width }) => width)), 30 * lines.length)
  lines.forEach((line, index) => {
    drawScaled(sheet, line, { left: 0, top: 30 * index }, { x: 1, y: 1 })
  })
  writeFileSync(file, encodePng(sheet, 8, deflateSync))
}

const { noto, unifont: unifontFolder, out, sheet } = readArguments()
const glyphs = drawAll([
  notoSansCjk(noto),
  notoEmoji(path.join(folder, 'node_modules/@fontsource/noto-emoji/files')),
  unifont(path.join(unifontFolder, 'unifont.otf'), 'db1960227adcb14640063e7384fdcd2867aaf819d9ca4866bca289d4db9a9f67'),
  unifont(
    path.join(unifontFolder, 'unifont_upper.otf'),
    '29adae95e09d12c0169319669f82ae814dcafef029526c7c1304d07dd0e6fe1c',
  ),
])
const packed = packDotFont([...glyphs.values()])
writeFileSync(out, deflateSync(packed, { level: 9 }))
console.log(`${glyphs.size} glyphs, ${packed.length} bytes, ${readFileSync(out).length} packed, in ${out}`)
if (sheet !== undefined) writeSheet(packed, sheet)
