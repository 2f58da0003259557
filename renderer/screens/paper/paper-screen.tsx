import { useText } from '../../i18n/use-text.ts'

/** Paper. */
export const PaperScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('paperTitle')}</h1>
    </main>
  )
}
