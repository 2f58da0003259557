import { useText } from '../../i18n/use-text.ts'

/** Stopped. */
export const StoppedScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('stoppedTitle')}</h1>
    </main>
  )
}
