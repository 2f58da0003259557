import type { PrinterProfile } from '../escpos/profile.ts'
import type { Block, Receipt } from './receipt.ts'

/** Numbers every column from 1: where the line breaks, there are fewer. */
const ruler = (columns: number): string => Array.from({ length: columns }, (_, index) => (index + 1) % 10).join('')

const SIZES = ['tall', 'wide', 'double'] as const

const sizes: Block[] = [
  { kind: 'text', text: 'small: second font 9 x 17', size: 'small' },
  ...SIZES.map((size) => ({ kind: 'text', text: `大字 ${size}`, size }) as const),
]

/** A page that shows what a printer can do, in both languages; it says that it is no receipt. `where`: its address. */
export const testPage = (profile: PrinterProfile, where: string): Receipt => ({
  blocks: [
    { kind: 'text', text: '测试页 TEST PAGE', align: 'center', bold: true, size: 'tall' },
    { kind: 'text', text: '不是小票 NOT A RECEIPT', align: 'center' },
    { kind: 'rule', char: '=' },
    { kind: 'text', text: where },
    { kind: 'text', text: `${profile.name} · ${profile.columns}` },
    { kind: 'text', text: ruler(profile.columns) },
    { kind: 'rule' },
    { kind: 'text', text: '中文：西红柿鸡蛋 𠮷野家' },
    {
      kind: 'row',
      cells: [
        { text: '酸辣土豆丝 × 2', grow: true },
        { text: '￥36.00', align: 'right' },
      ],
    },
    ...sizes,
    { kind: 'text', text: '粗体 bold', bold: true },
    { kind: 'text', text: '下划线 underline', underline: true },
    { kind: 'text', text: '反白 inverse', inverse: true },
    { kind: 'rule' },
    { kind: 'qr', data: 'COUNTERFOIL 存根', size: 5 },
    { kind: 'barcode', symbology: 'code128', data: 'CF-12345' },
    { kind: 'rule', char: '=' },
    { kind: 'cut' },
  ],
})
