import { useCallback, useEffect, useState } from 'react'
import type { PrintRow, SaleRow } from '../../journal/rows.ts'
import { useJournal } from '../../till/parts.ts'

const PAGE = 50

/** A sale with what is known of its paper. */
export type ListedSale = { readonly row: SaleRow; readonly prints: readonly PrintRow[] }

/** The sales of a business date, newest first and page by page, or those that a search finds; kept up with the journal. */
export const useSales = (businessDate: string, query: string) => {
  const journal = useJournal()
  const [wanted, setWanted] = useState(PAGE)
  const [sales, setSales] = useState<readonly ListedSale[] | null>(null)
  const read = useCallback(async () => {
    const rows =
      query.trim() === ''
        ? await journal.salesOn(businessDate, { limit: wanted })
        : await journal.findSales(query, wanted)
    return Promise.all(rows.map(async (row) => ({ row, prints: await journal.printsOf(row) })))
  }, [journal, businessDate, query, wanted])
  useEffect(() => {
    // An answer that was overtaken by a newer question is dropped.
    let current = true
    const refresh = () =>
      void read().then((listed) => {
        if (current) setSales(listed)
      })
    refresh()
    const stop = journal.subscribe(refresh)
    return () => {
      current = false
      stop()
    }
  }, [journal, read])
  const more = sales !== null && sales.length >= wanted
  return { sales, more, showMore: () => setWanted(wanted + PAGE) }
}
