import type { RefObject } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { formatQuantity } from '../../../shared/money/quantity.ts'
import { useText } from '../../i18n/use-text.ts'
import { useSaleView } from './sale-view.ts'

/** Where names, pinyin, codes and `3*` are typed. Keys are read by useSaleKeys, wherever the focus is. */
export const SearchBox = ({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) => {
  const text = useText()
  const query = useSaleView((view) => view.query)
  const quantity = useSaleView((view) => view.quantity)
  return (
    <SearchField
      className="search"
      aria-label={text('search')}
      value={query}
      onChange={(value) => useSaleView.setState({ query: value, problem: null })}
    >
      {quantity === null ? null : (
        <span className="search-quantity" data-testid="pending-quantity">
          {text('quantityNext', { count: formatQuantity(quantity) })}
        </span>
      )}
      <Input
        ref={inputRef}
        className="field-input search-input"
        placeholder={text('searchPlaceholder')}
        data-testid="search"
        maxLength={60}
      />
      {query === '' ? (
        <span className="button-key search-key" aria-hidden="true">
          /
        </span>
      ) : (
        <Button className="button button-quiet search-clear">✕</Button>
      )}
    </SearchField>
  )
}
