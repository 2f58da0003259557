import { type Printer, receiptPrinterOf } from '../../../shared/bridge/settings-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { applySettings } from '../../till/session.ts'
import { useStanding } from '../../till/standing.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { StatusItem } from '../../ui/status-item.tsx'
import { Clock } from './clock.tsx'
import { Navigation } from './navigation.tsx'
import {
  backupStatement,
  drawerStatement,
  mirrorStatement,
  officeStatement,
  otherPrinterStatement,
  outsideStatement,
  printerStatement,
} from './strip-statements.ts'

/** Known to tell nothing of itself; a printer that is gone tells nothing either. */
const isMute = (printer: Printer | undefined): boolean =>
  printer === undefined ||
  printer.abilities?.status === false ||
  printer.address.kind === 'queue' ||
  printer.address.kind === 'windows'

const LanguageButton = () => {
  const text = useText()
  const bridge = useBridge()
  const settings = useTill((till) => till.settings)
  const switchLanguage = async () => {
    const next = { ...settings, language: settings.language === 'zh' ? ('en' as const) : ('zh' as const) }
    applySettings(next)
    const written = await bridge.call['settings.write']({ settings: next, permit: null })
    if (!written.ok) await bridge.call['app.log']({ level: 'warn', event: 'settings.write', detail: written.reason })
  }
  return (
    <Button kind="quiet" onPress={switchLanguage} label={text('stripLanguage')} testId="language">
      {settings.language === 'zh' ? 'EN' : '中文'}
    </Button>
  )
}

/** Redrawn at every entry and every answer; what stands beside it in the strip is not. */
const Statements = () => {
  const text = useText()
  const standing = useStanding()
  const settings = useTill((till) => till.settings)
  const printerName = receiptPrinterOf(settings).name
  const mirror = mirrorStatement(standing, text)
  const outside = outsideStatement(standing, text)
  const backup = backupStatement(standing, Date.now(), text)
  const isOrdering = useTill((till) => till.order.lines.length > 0)
  const drawer = drawerStatement(standing, isOrdering, text)
  const printer = printerStatement(standing, printerName, text)
  const office = officeStatement(standing, text)
  return (
    <>
      <StatusItem proof={mirror.proof} testId="strip-mirror">
        {mirror.words}
      </StatusItem>
      {outside === null ? null : (
        <StatusItem proof={outside.proof} testId="strip-outside">
          {outside.words}
        </StatusItem>
      )}
      {backup === null ? null : (
        <StatusItem proof={backup.proof} testId="strip-backup">
          {backup.words}
        </StatusItem>
      )}
      <StatusItem proof={printer.proof} testId="strip-printer">
        {printer.words}
      </StatusItem>
      {drawer === null ? null : (
        <StatusItem proof={drawer.proof} testId="strip-drawer">
          {drawer.words}
        </StatusItem>
      )}
      {(standing.printer?.others ?? []).map((other) => {
        const set = settings.printers.find(({ id }) => id === other.id)
        const said = otherPrinterStatement(other, { name: set?.name ?? other.id, mute: isMute(set) }, text)
        return said === null ? null : (
          <StatusItem key={other.id} proof={said.proof} testId={`strip-printer-${other.id}`}>
            {said.words}
          </StatusItem>
        )
      })}
      {standing.lateTickets === 0 ? null : (
        <StatusItem proof="act" testId="strip-kitchen-late">
          {text('stripKitchenLate', { count: standing.lateTickets })}
        </StatusItem>
      )}
      <StatusItem proof={office.proof} testId="strip-head-office">
        {office.words}
      </StatusItem>
      {standing.shell === null ? null : (
        <span className="strip-item soft" data-testid="strip-shell">
          {text(standing.shell.name === 'chromium' ? 'stripShellChromium' : 'stripShellElectron')}
        </span>
      )}
      {standing.disk === 'enough' ? null : (
        <StatusItem proof="act" testId="strip-disk">
          {text(standing.disk === 'low' ? 'stripDiskLow' : 'stripDiskFull')}
        </StatusItem>
      )}
      {standing.keyMissing ? (
        <StatusItem proof="act" testId="strip-key">
          {text('stripKeyMissing')}
        </StatusItem>
      ) : null}
    </>
  )
}

/** The line at the bottom of every screen: what is proven about copies, printer and head office, and where one can go. */
export const StatusStrip = () => {
  const text = useText()
  const staff = useTill((till) => till.staff)
  const sample = useTill((till) => till.facts?.sample ?? false)
  return (
    <footer className="strip">
      <div className="strip-statements">
        <Statements />
        {sample ? <span className="strip-item strip-act">{text('sampleRestaurant')}</span> : null}
      </div>
      <div className="strip-end">
        <Navigation />
        {staff === null ? null : <span className="strip-item">{staff.name}</span>}
        <Clock />
        <LanguageButton />
      </div>
    </footer>
  )
}
