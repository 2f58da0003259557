import { useEffect, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { Notice } from '../../ui/notice.tsx'

/** Orders that nobody paid or gave up: cash for one of them would be over in the drawer, or already be gone from it. */
export const UnpaidOrders = () => {
  const text = useText()
  const journal = useJournal()
  const [count, setCount] = useState(0)
  useEffect(() => {
    void journal.drafts.list().then((drafts) => setCount(drafts.length))
  }, [journal])
  return count === 0 ? null : <Notice testId="unpaid-orders">{text('unpaidOrders', { count })}</Notice>
}
