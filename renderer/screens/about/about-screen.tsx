import { type ReactNode, useState } from 'react'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { BackupCard } from './backup-card.tsx'
import { HeadOfficeCard } from './head-office-card.tsx'
import { JournalCard } from './journal-card.tsx'
import { KitchenCard } from './kitchen-card.tsx'
import { OutsideCard } from './outside-card.tsx'
import { PrintersCard } from './printers/printers-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { SettingsPermit } from './settings-permit.tsx'
import { SlipCard } from './slip/slip-card.tsx'
import { StaffCard } from './staff-card.tsx'
import { TillCard } from './till-card.tsx'
import './about.css'

type Section = {
  readonly id: string
  readonly title: MessageKey
  readonly cards: ReactNode
  /** Whether only a manager finds anything here. */
  readonly manager: boolean
}

const SECTIONS = [
  { id: 'general', title: 'settingsTitle', cards: <SettingsCard />, manager: false },
  { id: 'printers', title: 'printerTitle', cards: <PrintersCard />, manager: true },
  { id: 'kitchen', title: 'stationsTitle', cards: <KitchenCard />, manager: true },
  { id: 'slips', title: 'slipTitle', cards: <SlipCard />, manager: true },
  { id: 'staff', title: 'staffTitle', cards: <StaffCard />, manager: false },
  { id: 'office', title: 'officeTitle', cards: <HeadOfficeCard />, manager: false },
  {
    id: 'copies',
    title: 'copiesTitle',
    cards: [<BackupCard key="backup" />, <OutsideCard key="outside" />],
    manager: false,
  },
  { id: 'till', title: 'aboutTill', cards: [<TillCard key="till" />, <JournalCard key="journal" />], manager: false },
] as const satisfies readonly Section[]

/** The id of the section that is being read: the last whose head has come into the upper third of the page. */
const sectionInView = (page: Element): string | undefined => {
  const sections = [...page.children]
  const isAtEnd = page.scrollTop + page.clientHeight >= page.scrollHeight - 1
  const line = page.getBoundingClientRect().top + page.clientHeight / 3
  const passed = sections.filter((section) => section.getBoundingClientRect().top <= line)
  return (isAtEnd ? sections : passed).at(-1)?.id
}

const show = (id: string) => {
  const section = document.getElementById(id)
  section?.scrollIntoView()
  // Tab goes on within the section, not through the names of all others.
  section?.focus({ preventScroll: true })
}

/** Everything that is set on this till, what it is and where its data lie: one page, its sections named beside it. */
export const AboutScreen = () => {
  const text = useText()
  const manager = useTill((till) => till.staff?.role === 'manager')
  const sections = SECTIONS.filter((section) => manager || !section.manager)
  const [inView, setInView] = useState<string>(SECTIONS[0].id)
  return (
    <main className="settings">
      <nav className="settings-sections" aria-label={text('aboutTitle')}>
        <h1>{text('aboutTitle')}</h1>
        {sections.map(({ id, title }) => (
          <Button key={id} kind="quiet" chosen={inView === id} onPress={() => show(id)} testId={`section-${id}`}>
            {text(title)}
          </Button>
        ))}
      </nav>
      <div
        className="settings-page"
        onScroll={({ currentTarget }) => setInView(sectionInView(currentTarget) ?? SECTIONS[0].id)}
      >
        {sections.map(({ id, cards }) => (
          <div className="stack" id={id} key={id} tabIndex={-1}>
            {cards}
          </div>
        ))}
      </div>
      <SettingsPermit />
    </main>
  )
}
