import type { Fen } from '../../shared/money/fen.ts'
import { formatFen } from '../../shared/money/format-fen.ts'

/** An amount in yuan with tabular figures and a small sign before it. */
export const Money = ({ amount, testId }: { readonly amount: Fen; readonly testId?: string }) => (
  <span className="money" {...(testId === undefined ? {} : { 'data-testid': testId, 'data-fen': amount })}>
    <span className="money-sign">￥</span>
    {formatFen(amount)}
  </span>
)
