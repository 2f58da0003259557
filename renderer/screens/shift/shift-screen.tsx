import { useText } from '../../i18n/use-text.ts'

/** Shift. */
export const ShiftScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('shiftTitle')}</h1>
    </main>
  )
}
