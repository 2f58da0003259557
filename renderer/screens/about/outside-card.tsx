import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { type ChooseOutsideOutcome, chooseOutside } from '../../till/choose-outside.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import type { Permit } from '../../till/permit.ts'
import { useStanding } from '../../till/standing.ts'
import { useTill } from '../../till/till.ts'
import { usePlaces } from '../../till/use-places.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { ManagerPermit } from '../approve/manager-approval.tsx'

/** A manager's choice of where the outside copy goes, with their PIN. */
const ChooseOutside = ({ chosen }: { readonly chosen: string | null }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const places = usePlaces()
  const [folder, setFolder] = useState(chosen ?? '')
  const [outcome, setOutcome] = useState<ChooseOutsideOutcome | null>(null)
  const [asking, setAsking] = useState<'folder' | 'end' | null>(null)
  /** A manager allows the folder that stands there: with another one they are asked again. */
  const type = (typed: string) => {
    setFolder(typed)
    setAsking(null)
  }
  const choose = async (permit: Permit) => {
    setAsking(null)
    setOutcome(await chooseOutside({ bridge, journal, permit }, asking === 'end' ? null : folder.trim()))
    useStanding.setState({ outside: await bridge.call['mirror.outside']({}) })
  }
  return (
    <>
      <PlaceField label={text('placeFolder')} value={folder} onChange={type} places={places} testId="outside-folder" />
      {outcome === null ? null : (
        <Notice tone={outcome === 'saved' ? 'good' : 'danger'} testId="outside-outcome">
          {text(`outside_${outcome}`)}
        </Notice>
      )}
      {asking === null ? (
        <div className="row row-wrap">
          <Button onPress={() => setAsking('folder')} disabled={folder.trim() === ''} testId="outside-choose">
            {text('outsideChoose')}
          </Button>
          {chosen === null ? null : (
            <Button onPress={() => setAsking('end')} testId="outside-end">
              {text('outsideEnd')}
            </Button>
          )}
        </div>
      ) : (
        <ManagerPermit action="outside_copy" onPermitted={choose} />
      )}
    </>
  )
}

/** How the copy on a stick or a share stands, in words; a manager chooses its folder. */
export const OutsideCard = () => {
  const text = useText()
  const outside = useStanding((standing) => standing.outside)
  const manager = useTill((till) => till.staff?.role === 'manager')
  if (outside === null) return null
  const { state, folder, held, keptAs, sameDisk } = outside
  const calm = state === 'none' || state === 'starting' || state === 'good'
  const words = text(`outside_${state}`, { folder: folder ?? '', held: held ?? 0 })
  return (
    <section className="card stack" data-testid="outside" data-state={state}>
      <h2>{text('outsideTitle')}</h2>
      <p className="soft">{text('outsideIntro')}</p>
      {calm ? <p>{words}</p> : <Notice tone="danger">{words}</Notice>}
      {keptAs === null ? null : <Notice testId="outside-remade">{text('outsideRemade', { file: keptAs })}</Notice>}
      {sameDisk && state !== 'none' ? <Notice testId="outside-same-disk">{text('outsideSameDisk')}</Notice> : null}
      {manager ? <ChooseOutside chosen={folder} /> : null}
    </section>
  )
}
