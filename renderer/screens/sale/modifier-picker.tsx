import { useState } from 'react'
import type { Item, Modifier, ModifierGroup } from '../../../shared/catalog/catalog.ts'
import type { ChosenModifier } from '../../../shared/sale/order.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { groupsOf, inMenuOrder, isComplete, toggleModifier } from '../../till/choose-modifiers.ts'
import { useMenu } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Money } from '../../ui/money.tsx'
import { letterOf, usePickerKeys } from './use-picker-keys.ts'

type ModifierPickerProps = {
  readonly item: Item
  readonly chosenBefore: readonly ChosenModifier[]
  readonly onChosen: (modifiers: readonly ChosenModifier[]) => void
  readonly onClose: () => void
}

/** How an item is wanted. It closes with OK once every required choice is made. */
export const ModifierPicker = ({ item, chosenBefore, onChosen, onClose }: ModifierPickerProps) => {
  const text = useText()
  const nameIn = useName()
  const { catalog } = useMenu()
  const groups = groupsOf(catalog, item)
  const [chosen, setChosen] = useState(chosenBefore)
  const options = groups.flatMap((group) => group.options.map((option) => ({ group, option })))
  const complete = isComplete(groups, chosen)
  const confirm = () => onChosen(inMenuOrder(groups, chosen))
  const toggle = (group: ModifierGroup, option: Modifier) => setChosen(toggleModifier(chosen, group, option))
  usePickerKeys({
    choose: (at) => {
      const meant = options[at]
      if (meant !== undefined) toggle(meant.group, meant.option)
    },
    confirm: complete ? confirm : null,
  })
  const hintOf = (option: Modifier) => {
    const letter = letterOf(options.findIndex((one) => one.option === option))
    return letter === null ? {} : { keyHint: letter }
  }
  return (
    <Dialog title={nameIn(item.name)} onClose={onClose} wide testId="modifiers">
      {groups.map((group) => (
        <section key={group.id} className="stack" aria-label={nameIn(group.name)}>
          <p className="soft">
            {nameIn(group.name)} · {group.min > 0 ? text('chooseRequired') : text('chooseUpTo', { max: group.max })}
          </p>
          <div className="row row-wrap choices">
            {group.options.map((option) => (
              <Button
                key={option.id}
                chosen={chosen.some((one) => one.group === group.id && one.id === option.id)}
                onPress={() => toggle(group, option)}
                {...hintOf(option)}
                testId={`modifier-${group.id}-${option.id}`}
              >
                {nameIn(option.name)}
                {option.price === 0 ? null : <Money amount={option.price} />}
              </Button>
            ))}
          </div>
        </section>
      ))}
      <div className="row row-between">
        <Button onPress={onClose}>{text('cancel')}</Button>
        <Button kind="go" large disabled={!complete} onPress={confirm} keyHint="Enter" testId="modifiers-ok">
          {text('addToOrder')}
        </Button>
      </div>
    </Dialog>
  )
}
