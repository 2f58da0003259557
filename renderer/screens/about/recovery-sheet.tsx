import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type RecoverySheetProps = { readonly passphrase: string; readonly onDone: () => void }

/** The passphrase of backups, to be written down; it is shown this once and goes by its button alone. */
export const RecoverySheet = ({ passphrase, onDone }: RecoverySheetProps) => {
  const text = useText()
  const journal = useJournal()
  const restaurant = journal.facts()?.restaurant ?? ''
  return (
    <Dialog title={text('sheetTitle')} wide testId="recovery-sheet">
      <p className="soft">{text('sheetTill', { restaurant, till: journal.head().till.slice(0, 8) })}</p>
      <strong className="passphrase" data-testid="passphrase">
        {passphrase}
      </strong>
      <p>{text('sheetBody')}</p>
      <Button kind="go" large onPress={onDone} testId="sheet-done">
        {text('sheetDone')}
      </Button>
    </Dialog>
  )
}
