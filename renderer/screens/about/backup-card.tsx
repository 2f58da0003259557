import { useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import { momentText } from '../../i18n/moment.ts'
import { type Text, useText } from '../../i18n/use-text.ts'
import { makeBackup } from '../../till/make-backup.ts'
import { useBridge, useDurable, useJournal } from '../../till/parts.ts'
import type { Permit } from '../../till/permit.ts'
import { setUpBackup } from '../../till/set-up-backup.ts'
import { useStanding } from '../../till/standing.ts'
import { useTill } from '../../till/till.ts'
import { usePlaces } from '../../till/use-places.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { ManagerPermit } from '../approve/manager-approval.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'

type Status = Output<'backup.status'>

const useRefresh = () => {
  const bridge = useBridge()
  return async () => useStanding.setState({ backup: await bridge.call['backup.status']({}) })
}

const REFUSED = {
  failed: 'backupSetUpFailed',
  not_absolute: 'placeNotAbsolute',
  not_allowed: 'backupNotAllowed',
} as const

/** A manager's choice of folder, with their PIN: whoever gets the passphrase can read every backup. */
const SetUp = ({ chosen }: { readonly chosen: string | null }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const durable = useDurable()
  const places = usePlaces()
  const refresh = useRefresh()
  const [folder, setFolder] = useState(chosen ?? '')
  const [asking, setAsking] = useState<'folder' | 'passphrase' | null>(null)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [failed, setFailed] = useState<keyof typeof REFUSED | null>(null)
  /** A manager allows the folder that stands there: with another one they are asked again. */
  const type = (typed: string) => {
    setFolder(typed)
    setAsking(null)
  }
  const submit = async (permit: Permit) => {
    const newPassphrase = asking === 'passphrase'
    setAsking(null)
    const made = await setUpBackup({ bridge, journal }, folder.trim(), { newPassphrase, permit })
    setFailed(made.ok ? null : made.reason)
    if (made.ok) setPassphrase(made.passphrase)
    await refresh()
    // The first one is made while the sheet is written down.
    if (made.ok) await makeBackup({ bridge, journal, durable })
    await refresh()
  }
  const isEmpty = folder.trim() === ''
  return (
    <>
      <PlaceField label={text('placeFolder')} value={folder} onChange={type} places={places} testId="backup-folder" />
      {failed === null ? null : (
        <Notice tone="danger" testId="backup-set-up-failed">
          {text(REFUSED[failed])}
        </Notice>
      )}
      {asking === null ? (
        <div className="row row-wrap">
          <Button onPress={() => setAsking('folder')} disabled={isEmpty} testId="backup-keep">
            {text('backupKeep')}
          </Button>
          {chosen === null ? null : (
            <Button onPress={() => setAsking('passphrase')} disabled={isEmpty} testId="backup-renew">
              {text('backupRenew')}
            </Button>
          )}
        </div>
      ) : (
        <ManagerPermit action="backup" onPermitted={submit} />
      )}
      {passphrase === null ? null : <RecoverySheet passphrase={passphrase} onDone={() => setPassphrase(null)} />}
    </>
  )
}

const verifiedWords = ({ verified }: Status, text: Text): string =>
  verified === null ? text('backupNever') : text('backupVerified', { seq: verified.seq, at: momentText(verified.at) })

/** What became of the last try, in words; nothing before there was one. */
const LastTry = ({ last }: Pick<Status, 'last'>) => {
  const text = useText()
  if (last === null) return null
  const { made } = last
  return made.ok ? (
    <Notice tone="good" testId="backup-made">
      {text('backupMade', { seq: made.seq, name: made.name })}
    </Notice>
  ) : (
    <Notice tone="danger" testId="backup-failed">
      {text(`backup_${made.reason}`)}
    </Notice>
  )
}

/** How backups stand, one by hand, and for a manager where they go. */
export const BackupCard = () => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const durable = useDurable()
  const refresh = useRefresh()
  const status = useStanding((standing) => standing.backup)
  const manager = useTill((till) => till.staff?.role === 'manager')
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    await makeBackup({ bridge, journal, durable })
    await refresh()
    setBusy(false)
  }
  if (status === null) return null
  const { folder, keyStorage, running, kept } = status
  return (
    <section className="card stack" data-testid="backup" data-verified={status.verified?.seq ?? 0}>
      <h2>{text('backupTitle')}</h2>
      <p className="soft">{text('backupIntro')}</p>
      {folder === null ? (
        <p>{text('backupNone')}</p>
      ) : (
        <>
          <p>{text('backupFolder', { folder, count: kept })}</p>
          <p>{running || busy ? text('backupRunning') : verifiedWords(status, text)}</p>
          {keyStorage === null ? null : <p className="soft small">{text(`backupKey_${keyStorage}`)}</p>}
          <LastTry last={status.last} />
          <Button kind="go" onPress={make} disabled={busy || running} testId="backup-now">
            {text('backupNow')}
          </Button>
        </>
      )}
      {manager ? <SetUp chosen={folder} /> : null}
    </section>
  )
}
