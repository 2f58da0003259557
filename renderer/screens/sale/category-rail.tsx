import { BothNames } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { useSaleView } from './sale-view.ts'

/** The categories of the menu, favourites first. */
export const CategoryRail = () => {
  const text = useText()
  const { catalog } = useMenu()
  const chosen = useSaleView((view) => view.category)
  const choose = (category: string | null) => useSaleView.setState({ category, query: '' })
  return (
    <nav className="categories" aria-label={text('categories')}>
      <Button className="category" chosen={chosen === null} onPress={() => choose(null)} testId="category-favourites">
        ★ {text('favourites')}
      </Button>
      {catalog.categories.map((category) => (
        <Button
          key={category.id}
          className="category"
          chosen={chosen === category.id}
          onPress={() => choose(category.id)}
          testId={`category-${category.id}`}
        >
          <span className="category-edge" style={{ background: `hsl(${category.hue} 45% 50%)` }} />
          <BothNames name={category.name} />
        </Button>
      ))}
    </nav>
  )
}
