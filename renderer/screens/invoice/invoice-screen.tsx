import { useText } from '../../i18n/use-text.ts'

/** Invoice. */
export const InvoiceScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('invoiceTitle')}</h1>
    </main>
  )
}
