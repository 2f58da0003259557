import { useText } from '../../i18n/use-text.ts'

/** Today. */
export const TodayScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('todayTitle')}</h1>
    </main>
  )
}
