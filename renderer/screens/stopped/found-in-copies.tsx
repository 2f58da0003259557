import { useText } from '../../i18n/use-text.ts'
import type { Findings } from '../../journal/findings.ts'

/** What was found in each of the three copies, what was taken from where, and what is missing: in numbers of entries. */
export const FoundInCopies = ({ findings }: { readonly findings: Findings }) => {
  const text = useText()
  const { journal, mirror, mirrorHeld, proven, office, restored, head, missing, unconnected } = findings
  const isMirrorShort = mirrorHeld > mirror
  return (
    <section className="card stack" data-testid="findings" data-head={head} data-missing={missing?.first ?? ''}>
      <h2>{text('foundTitle')}</h2>
      <ul className="found">
        <li>{journal === 0 ? text('foundJournalEmpty') : text('foundJournal', { seq: journal })}</li>
        <li>
          {isMirrorShort
            ? text('foundMirrorShort', { seq: mirror, held: mirrorHeld })
            : mirror === 0
              ? text('foundMirrorEmpty')
              : text('foundMirror', { seq: mirror })}
        </li>
        {unconnected === null ? null : <li>{text('foundUnconnected', { seq: unconnected })}</li>}
        <li>
          {proven === 0 ? text('foundOfficeNothing') : text('foundOffice', { seq: proven })}{' '}
          {text(`foundOffice_${office}`)}
        </li>
      </ul>
      {restored.length === 0 ? null : <h2>{text('foundTaken')}</h2>}
      {restored.length === 0 ? null : (
        <ul className="found">
          {restored.map(({ from, first, last }) => (
            <li key={first}>{text(`foundFrom_${from}`, { first, last })}</li>
          ))}
        </ul>
      )}
      <p className="found-verdict" role={missing === null ? 'status' : 'alert'} data-testid="found-verdict">
        {missing === null
          ? text('foundNothingMissing', { seq: head })
          : text(missing.first === 1 ? 'foundMissingAll' : 'foundMissing', missing)}
      </p>
    </section>
  )
}
