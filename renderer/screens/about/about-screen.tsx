import { useText } from '../../i18n/use-text.ts'
import { BackupCard } from './backup-card.tsx'
import { HeadOfficeCard } from './head-office-card.tsx'
import { JournalCard } from './journal-card.tsx'
import { KitchenCard } from './kitchen-card.tsx'
import { OutsideCard } from './outside-card.tsx'
import { PrintersCard } from './printers/printers-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { SlipCard } from './slip-card.tsx'
import { StaffCard } from './staff-card.tsx'
import { TillCard } from './till-card.tsx'
import './about.css'

/** What this till is and where its data lies, head office, settings. */
export const AboutScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('aboutTitle')}</h1>
      <div className="about-columns">
        <div className="stack">
          <TillCard />
          <JournalCard />
          <StaffCard />
          <OutsideCard />
          <SlipCard />
        </div>
        <div className="stack">
          <HeadOfficeCard />
          <SettingsCard />
          <PrintersCard />
          <KitchenCard />
          <BackupCard />
        </div>
      </div>
    </main>
  )
}
