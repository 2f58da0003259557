import type { Catalog, Item, Modifier, ModifierGroup } from '../../shared/catalog/catalog.ts'
import type { ChosenModifier } from '../../shared/sale/order.ts'

/** The pickers of an item, in the menu's order. */
export const groupsOf = (catalog: Catalog, item: Item): ModifierGroup[] =>
  item.modifierGroups.flatMap((id) => catalog.modifierGroups.find((group) => group.id === id) ?? [])

const inGroup = (chosen: readonly ChosenModifier[], group: ModifierGroup) =>
  chosen.filter((one) => one.group === group.id)

/** Puts a choice in or takes it out; where only one fits, the new one replaces it, where all places are taken nothing changes. */
export const toggleModifier = (
  chosen: readonly ChosenModifier[],
  group: ModifierGroup,
  modifier: Modifier,
): readonly ChosenModifier[] => {
  const without = chosen.filter((one) => one.group !== group.id || one.id !== modifier.id)
  if (without.length < chosen.length) return without
  const choice = { group: group.id, id: modifier.id, name: modifier.name, price: modifier.price }
  if (group.max === 1) return [...chosen.filter((one) => one.group !== group.id), choice]
  return inGroup(chosen, group).length < group.max ? [...chosen, choice] : chosen
}

/** Whether every picker has as many choices as it asks for. */
export const isComplete = (groups: readonly ModifierGroup[], chosen: readonly ChosenModifier[]): boolean =>
  groups.every((group) => {
    const count = inGroup(chosen, group).length
    return count >= group.min && count <= group.max
  })

/** The choices in the order of the pickers and their options, however they were tapped. */
export const inMenuOrder = (
  groups: readonly ModifierGroup[],
  chosen: readonly ChosenModifier[],
): readonly ChosenModifier[] =>
  groups.flatMap((group) =>
    group.options.flatMap((option) => chosen.filter((one) => one.group === group.id && one.id === option.id)),
  )
