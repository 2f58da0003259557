import { aboutMessages } from './messages-about.ts'
import { copiesMessages } from './messages-copies.ts'
import { drawerMessages } from './messages-drawer.ts'
import { epochMessages } from './messages-epoch.ts'
import { invoiceMessages } from './messages-invoice.ts'
import { kitchenMessages } from './messages-kitchen.ts'
import { paperMessages } from './messages-paper.ts'
import { payMessages } from './messages-pay.ts'
import { printersMessages } from './messages-printers.ts'
import { recentSlipsMessages } from './messages-recent-slips.ts'
import { replaceMessages } from './messages-replace.ts'
import { saleMessages } from './messages-sale.ts'
import { setupMessages } from './messages-setup.ts'
import { shellMessages } from './messages-shell.ts'
import { shiftMessages } from './messages-shift.ts'
import { signInMessages } from './messages-sign-in.ts'
import { slipMessages } from './messages-slip.ts'
import { stoppedMessages } from './messages-stopped.ts'
import { todayMessages } from './messages-today.ts'

/** Every message of the till; one file per area, keys are unique over all of them. */
export const MESSAGES = {
  ...shellMessages,
  ...saleMessages,
  ...payMessages,
  ...drawerMessages,
  ...kitchenMessages,
  ...setupMessages,
  ...signInMessages,
  ...shiftMessages,
  ...todayMessages,
  ...invoiceMessages,
  ...paperMessages,
  ...recentSlipsMessages,
  ...aboutMessages,
  ...printersMessages,
  ...copiesMessages,
  ...replaceMessages,
  ...slipMessages,
  ...stoppedMessages,
  ...epochMessages,
}

/** The name of a text that the screens say. */
export type MessageKey = keyof typeof MESSAGES
