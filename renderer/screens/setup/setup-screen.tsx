import { useText } from '../../i18n/use-text.ts'

/** Setup. */
export const SetupScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('setupTitle')}</h1>
    </main>
  )
}
