import { type ReactNode, useEffect, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { gigabytes } from '../../ui/gigabytes.ts'
import { Notice } from '../../ui/notice.tsx'

type Info = Output<'app.info'>
type Disk = Output<'app.disk'>

const Fact = ({ label, children, testId }: { label: string; children: ReactNode; testId?: string }) => (
  <>
    <dt>{label}</dt>
    <dd {...(testId === undefined ? {} : { 'data-testid': testId })}>{children}</dd>
  </>
)

/** Version, identity and place of this till. */
export const TillCard = () => {
  const text = useText()
  const bridge = useBridge()
  const { seq, hash } = useJournal().head()
  const [read, setRead] = useState<{ info: Info; disk: Disk } | null>(null)
  useEffect(() => {
    void Promise.all([bridge.call['app.info']({}), bridge.call['app.disk']({})]).then(([info, disk]) =>
      setRead({ info, disk }),
    )
  }, [bridge])
  if (read === null) return null
  const { info, disk } = read
  return (
    <section className="card stack">
      <h2>{text('aboutTill')}</h2>
      {info.keyState === 'missing' ? <Notice tone="danger">{text('aboutKeyMissing')}</Notice> : null}
      <dl className="facts">
        <Fact label={text('aboutVersion')} testId="about-version">
          {info.version}
        </Fact>
        <Fact label={text('aboutShell')}>{`${info.shell.name} ${info.shell.version}`}</Fact>
        <Fact label={text('aboutTillId')} testId="about-till">
          {info.till}
        </Fact>
        <Fact label={text('aboutEpoch')}>{info.epoch}</Fact>
        <Fact label={text('aboutHead')} testId="about-head">{`#${seq} ${hash.slice(0, 12)}`}</Fact>
        <Fact label={text('aboutKey')}>{text(`aboutKey_${info.keyStorage}`)}</Fact>
        <Fact label={text('aboutFolder')} testId="about-folder">
          {info.dataFolder}
        </Fact>
        <Fact label={text('aboutMirror')}>{text(`aboutMirror_${info.mirror.state}`)}</Fact>
        <Fact label={text('aboutDisk')}>
          {`${gigabytes(disk.freeBytes)} GB`} {disk.low ? `▲ ${text('aboutDiskLow')}` : ''}
        </Fact>
      </dl>
    </section>
  )
}
