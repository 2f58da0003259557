import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { multiplyDivide } from '../../../shared/money/fen.ts'
import { formatFen } from '../../../shared/money/format-fen.ts'
import type { PricedOrder } from '../../../shared/sale/price-order.ts'
import { useText } from '../../i18n/use-text.ts'
import { approveDiscounts } from '../../till/discount-limit.ts'
import { editOrder } from '../../till/edit-order.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'

/** In tenths of a percent, as a person reads it. */
const percentOf = ({ discount, subtotal }: PricedOrder): number => multiplyDivide(discount, 1_000, subtotal) / 10

/** Asks for a manager before money is taken: lines were changed, and what is off is now more than was allowed. */
export const DiscountsGrown = ({ priced, onBack }: { readonly priced: PricedOrder; readonly onBack: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const approve = ({ id }: Staff) => {
    editOrder(journal, (order) => approveDiscounts(order, id)).catch(
      // The approval is on the screen and goes into the sale; only a stop before that would forget it.
      (error: unknown) => bridge.call['app.log']({ level: 'error', event: 'draft.save', detail: String(error) }),
    )
  }
  return (
    <Dialog title={text('discountGrownTitle')} onClose={onBack} testId="discount-grown">
      <Notice>{text('refused_discount_over_limit')}</Notice>
      <p data-testid="discount-now">
        {text('discountNow', {
          amount: `￥${formatFen(priced.discount)}`,
          subtotal: `￥${formatFen(priced.subtotal)}`,
          percent: percentOf(priced),
        })}
      </p>
      <ManagerApproval onApproved={approve} />
      <Button onPress={onBack}>{text('backToOrder')}</Button>
    </Dialog>
  )
}
