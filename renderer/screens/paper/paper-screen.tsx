import { profileOf } from '../../../shared/bridge/profile-of.ts'
import { receiptPrinterOf } from '../../../shared/bridge/settings-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useTill } from '../../till/till.ts'
import { Notice } from '../../ui/notice.tsx'
import { OpenJobs } from './open-jobs.tsx'
import { PaperSlip } from './paper-slip.tsx'
import { RecentSlipsCard } from './recent-slips-card.tsx'
import { usePrinter } from './use-printer.ts'
import './paper.css'

const timeOf = (utc: number): string => new Date(utc).toTimeString().slice(0, 8)

/** The paper of the simulated printer, made from the very bytes that it received; and the slips that need a person. */
export const PaperScreen = () => {
  const text = useText()
  const profile = profileOf(useTill((till) => receiptPrinterOf(till.settings)))
  const printer = usePrinter()
  return (
    <main className="page paper">
      <h1>{text('paperTitle')}</h1>
      {printer === null ? null : (
        <>
          <Notice testId="paper-notice">{text(printer.virtual ? 'paperSimulated' : 'paperReal')}</Notice>
          <OpenJobs jobs={printer.open} />
          <RecentSlipsCard />
          {printer.virtual && printer.slips.length === 0 ? <p className="soft">{text('paperNone')}</p> : null}
          <div className="paper-roll">
            {printer.slips.map(({ number, receivedAt, bytes }) => (
              <PaperSlip
                key={`${number} ${receivedAt}`}
                title={text('paperJob', { number, time: timeOf(receivedAt) })}
                number={number}
                bytes={bytes}
                profile={profile}
              />
            ))}
          </div>
        </>
      )}
    </main>
  )
}
