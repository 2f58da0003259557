import { create } from 'zustand'
import type { Item } from '../../../shared/catalog/catalog.ts'
import type { Quantity } from '../../../shared/money/quantity.ts'

/** The question that stands in front of the sale. `line` is null where the whole order is meant. */
export type SaleDialog =
  | { readonly kind: 'modifiers'; readonly item: Item; readonly quantity: Quantity; readonly line: string | null }
  | { readonly kind: 'quantity' | 'note'; readonly line: string }
  | { readonly kind: 'discount'; readonly line: string | null }
  | { readonly kind: 'recall' | 'void' | 'details' | 'drawer' | 'take_back' }

/** What the Sale screen is looking at. */
export type SaleView = {
  /** null: the favourites. */
  readonly category: string | null
  readonly query: string
  /** Typed before `*`; the next item gets it. */
  readonly quantity: Quantity | null
  readonly dialog: SaleDialog | null
  readonly problem: string | null
  /** The line that was added last and how often, so that each addition flashes once. */
  readonly added: { readonly line: string; readonly count: number } | null
}

/** What the Sale screen is looking at; it is not part of the order. */
export const useSaleView = create<SaleView>(() => ({
  category: null,
  query: '',
  quantity: null,
  dialog: null,
  problem: null,
  added: null,
}))

/** Puts a question in front of the sale, in place of any other. */
export const showDialog = (dialog: SaleDialog): void => useSaleView.setState({ dialog })

/** Goes back to the sale. */
export const closeDialog = (): void => useSaleView.setState({ dialog: null })

/** Forgets what was asked and half typed: the next person at this screen did not ask it. */
export const leaveSaleView = (): void => useSaleView.setState({ dialog: null, query: '', quantity: null })
