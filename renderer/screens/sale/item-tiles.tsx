import type { Item } from '../../../shared/catalog/catalog.ts'
import { formatQuantity, quantity } from '../../../shared/money/quantity.ts'
import type { Order } from '../../../shared/sale/order.ts'
import { BothNames } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { useSaleView } from './sale-view.ts'

type ItemTileProps = {
  readonly item: Item
  readonly hue: number
  /** Whether Enter adds this one. */
  readonly first: boolean
  readonly onPick: (item: Item) => void
}

const classOf = ({ item, first }: ItemTileProps): string =>
  ['tile', ...(item.soldOut ? ['tile-sold-out'] : []), ...(first ? ['tile-first'] : [])].join(' ')

/** How many of an item are on the order, in thousandths. */
const countOn = ({ lines }: Order, sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)

const ItemTile = (props: ItemTileProps) => {
  const { item, hue, first, onPick } = props
  const text = useText()
  const count = useTill((till) => countOn(till.order, item.sku))
  return (
    <Button className={classOf(props)} onPress={() => onPick(item)} testId={`tile-${item.sku}`}>
      <span className="tile-edge" style={{ background: `hsl(${hue} 45% 50%)` }} />
      <BothNames name={item.name} />
      <span className="tile-foot">
        {count === 0 ? null : <span className="tile-count">×{formatQuantity(quantity(count))}</span>}
        {count > 0 && !item.soldOut ? null : (
          <span className="tile-sku">{item.soldOut ? text('soldOut') : item.sku}</span>
        )}
        {first ? (
          <span className="button-key" aria-hidden="true">
            Enter
          </span>
        ) : null}
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
  const searching = query.trim() !== ''
  const shown = !searching
    ? catalog.items.filter((item) => (category === null ? item.favourite : item.category === category))
    : search(query)
  if (shown.length === 0) return <p className="tiles-none soft">{text('nothingFound', { query })}</p>
  return (
    <div className="tiles">
      {shown.map((item, at) => (
        <ItemTile
          key={item.sku}
          item={item}
          hue={hueOf.get(item.category) ?? 0}
          first={searching && at === 0}
          onPick={onPick}
        />
      ))}
    </div>
  )
}
