import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

/** Whether a question stands in front of the screen: then keys are meant for it. */
export const isDialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null

type DialogProps = {
  readonly title: string
  readonly children: ReactNode
  /** Called by Esc and by a press outside; leave it out where the person must choose. */
  readonly onClose?: () => void
  readonly wide?: boolean
  readonly testId?: string
}

/** A question that stands in front of the screen. It holds the focus and gives it back. */
export const Dialog = ({ title, children, onClose, wide = false, testId }: DialogProps) => (
  <ModalOverlay
    className="scrim"
    isOpen
    isDismissable={onClose !== undefined}
    isKeyboardDismissDisabled={onClose === undefined}
    onOpenChange={(open) => {
      if (!open) onClose?.()
    }}
  >
    <Modal>
      <AriaDialog
        className={wide ? 'dialog dialog-wide' : 'dialog'}
        {...(testId === undefined ? {} : { 'data-testid': testId })}
      >
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
