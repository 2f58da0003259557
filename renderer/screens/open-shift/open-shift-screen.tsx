import { useText } from '../../i18n/use-text.ts'

/** OpenShift. */
export const OpenShiftScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('openShiftTitle')}</h1>
    </main>
  )
}
