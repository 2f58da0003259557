import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { FoundInCopies } from './found-in-copies.tsx'
import { SaveArchive } from './save-archive.tsx'
import './stopped.css'

/** What was brought back before the till could be opened; it is read once, then selling goes on. */
export const RecoveredScreen = () => {
  const text = useText()
  const journal = useJournal()
  const findings = useTill((till) => till.recovered)
  const goOn = () => {
    useTill.setState({ recovered: null })
    go(journal.isNew() ? 'setup' : 'sign-in')
  }
  return (
    <main className="page page-narrow stack" data-testid="recovered">
      <h1>{text('recoveredTitle')}</h1>
      <p>{text('recoveredBody')}</p>
      {findings === null ? null : <FoundInCopies findings={findings} />}
      <Button kind="go" large autoFocus onPress={goOn} testId="recovered-continue">
        {text('recoveredContinue')}
      </Button>
      <SaveArchive />
    </main>
  )
}
