import type { Block, Receipt, Second } from '../receipt/receipt.ts'
import { spellOut } from './printable.ts'

const spelledLines = (text: string): string => text.split('\n').map(spellOut).join('\n')

const spelledSecond = (second: Second | undefined) =>
  second && {
    second: {
      ...(second.together === undefined ? {} : { together: spelledLines(second.together) }),
      below: spelledLines(second.below),
    },
  }

const spelled = (block: Block): Block => {
  if (block.kind === 'text') return { ...block, text: spelledLines(block.text), ...spelledSecond(block.second) }
  if (block.kind === 'row')
    return {
      ...block,
      cells: block.cells.map((cell) => ({ ...cell, text: spellOut(cell.text), ...spelledSecond(cell.second) })),
    }
  return block
}

/** The receipt with every character that printers have no glyph for as its code, ［U+20BB7］: for where nothing draws it. */
export const spellOutReceipt = ({ blocks }: Receipt): Receipt => ({ blocks: blocks.map(spelled) })
