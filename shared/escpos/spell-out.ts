import type { Block, Receipt } from '../receipt/receipt.ts'
import { spellOut } from './printable.ts'

const spelled = (block: Block): Block => {
  if (block.kind === 'text') return { ...block, text: block.text.split('\n').map(spellOut).join('\n') }
  if (block.kind === 'row')
    return { ...block, cells: block.cells.map((cell) => ({ ...cell, text: spellOut(cell.text) })) }
  return block
}

/** The receipt with every character that printers have no glyph for as its code, ［U+20BB7］: for where nothing draws it. */
export const spellOutReceipt = ({ blocks }: Receipt): Receipt => ({ blocks: blocks.map(spelled) })
