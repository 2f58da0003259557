import type { Item } from '../../../shared/catalog/catalog.ts'
import { BothNames } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { useSaleView } from './sale-view.ts'

type ItemTileProps = { readonly item: Item; readonly hue: number; readonly onPick: (item: Item) => void }

const ItemTile = ({ item, hue, onPick }: ItemTileProps) => {
  const text = useText()
  return (
    <Button
      className={item.soldOut ? 'tile tile-sold-out' : 'tile'}
      onPress={() => onPick(item)}
      testId={`tile-${item.sku}`}
    >
      <span className="tile-edge" style={{ background: `hsl(${hue} 45% 50%)` }} />
      <BothNames name={item.name} />
      <span className="tile-foot">
        <span className="tile-sku">{item.soldOut ? text('soldOut') : item.sku}</span>
        <Money amount={item.price} />
      </span>
    </Button>
  )
}

/** The tiles to tap: what was searched for, or the chosen category. */
export const ItemTiles = ({ onPick }: { readonly onPick: (item: Item) => void }) => {
  const text = useText()
  const { catalog, search } = useMenu()
  const category = useSaleView((view) => view.category)
  const query = useSaleView((view) => view.query)
  const hueOf = new Map(catalog.categories.map(({ id, hue }) => [id, hue]))
  const shown =
    query.trim() === ''
      ? catalog.items.filter((item) => (category === null ? item.favourite : item.category === category))
      : search(query)
  if (shown.length === 0) return <p className="tiles-none soft">{text('nothingFound', { query })}</p>
  return (
    <div className="tiles">
      {shown.map((item) => (
        <ItemTile key={item.sku} item={item} hue={hueOf.get(item.category) ?? 0} onPick={onPick} />
      ))}
    </div>
  )
}
