import { useText } from '../../i18n/use-text.ts'
import { Notice } from '../../ui/notice.tsx'

const SHOWN = 10

/** Entries that head office keeps but does not understand: which they are, that they are safe, and whom to tell. */
export const Quarantined = ({ seqs }: { readonly seqs: readonly number[] }) => {
  const text = useText()
  if (seqs.length === 0) return null
  const newest = seqs.slice(-SHOWN).map((seq) => `#${seq}`)
  const numbers = [...(seqs.length > SHOWN ? ['…'] : []), ...newest].join(' ')
  return <Notice testId="office-quarantined">{text('officeQuarantined', { count: seqs.length, numbers })}</Notice>
}
