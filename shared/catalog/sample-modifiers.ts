import { fen } from '../money/fen.ts'
import type { Modifier, ModifierGroup } from './catalog.ts'

const option = (id: string, zh: string, en: string, price = 0): Modifier => ({
  id,
  name: { zh, en },
  price: fen(price),
})

const group = (
  id: string,
  zh: string,
  en: string,
  [min, max]: readonly [number, number],
  options: Modifier[],
): ModifierGroup => ({ id, name: { zh, en }, min, max, options })

const ONE = [1, 1] as const
const AT_MOST_ONE = [0, 1] as const

/** Pickers that must be answered before the item stands on the order. */
const REQUIRED: readonly ModifierGroup[] = [
  group('spice', '辣度', 'Spiciness', ONE, [
    option('none', '不辣', 'Not spicy'),
    option('mild', '微辣', 'Mild'),
    option('medium', '中辣', 'Medium'),
    option('hot', '特辣', 'Extra hot'),
  ]),
  group('doneness', '熟度', 'Doneness', ONE, [
    option('medium', '五分熟', 'Medium'),
    option('medium-well', '七分熟', 'Medium well'),
    option('well-done', '全熟', 'Well done'),
  ]),
  group('portion', '规格', 'Portion', ONE, [
    option('regular', '例份', 'Regular'),
    option('large', '大份', 'Large', 2000),
  ]),
  group('bowl', '规格', 'Bowl', ONE, [
    option('small', '小碗', 'Small bowl', -400),
    option('regular', '中碗', 'Regular bowl'),
    option('large', '大碗', 'Large bowl', 600),
  ]),
  group('plate', '规格', 'Plate', ONE, [
    option('whole', '整盘', 'Whole plate'),
    option('half', '半盘', 'Half plate', -2400),
  ]),
  group('duck-frame', '鸭架', 'Duck frame', ONE, [
    option('soup', '鸭架汤', 'As a soup'),
    option('salt-pepper', '椒盐鸭架', 'Salt and pepper', 1000),
    option('take-away', '打包带走', 'Packed to take away'),
  ]),
  group('filling', '馅料', 'Filling', ONE, [
    option('pork-scallion', '猪肉大葱', 'Pork and scallion'),
    option('pork-cabbage', '猪肉酸菜', 'Pork and pickled cabbage'),
    option('lamb-carrot', '羊肉胡萝卜', 'Lamb and carrot', 400),
    option('three-delicacies', '三鲜虾仁', 'Prawn, egg and chive', 800),
    option('vegetable', '素三鲜', 'Vegetables, egg and glass noodles'),
  ]),
  group('temperature', '温度', 'Temperature', ONE, [
    option('iced', '冰', 'Iced'),
    option('room', '常温', 'Room temperature'),
    option('hot', '热', 'Hot'),
  ]),
  group('sugar', '甜度', 'Sweetness', ONE, [
    option('standard', '标准糖', 'Standard'),
    option('half', '半糖', 'Half sugar'),
    option('none', '无糖', 'No sugar'),
  ]),
  group('broth', '锅底', 'Broth', ONE, [
    option('clear', '清汤锅底', 'Clear broth with goji and ginger'),
    option('lamb-spine', '羊蝎子锅底', 'Lamb spine broth', 3000),
    option('tomato', '番茄锅底', 'Tomato broth', 800),
    option('split', '鸳鸯锅底', 'Split pot, clear and spicy', 1600),
  ]),
]

/** Pickers that a cashier may skip. */
const OPTIONAL: readonly ModifierGroup[] = [
  group(
    'allergy',
    '忌口',
    'Leave out',
    [0, 8],
    [
      option('no-peanut', '不要花生', 'No peanuts'),
      option('no-scallion', '不要葱', 'No scallion'),
      option('no-garlic', '不要蒜', 'No garlic'),
      option('no-coriander', '不要香菜', 'No coriander'),
      option('no-msg', '不放味精', 'No MSG'),
      option('less-salt', '少盐', 'Less salt'),
      option('less-oil', '少油', 'Less oil'),
      option('separate-pan', '另锅制作', 'Cooked in a separate pan'),
    ],
  ),
  group(
    'noodle-extra',
    '加料',
    'Extras',
    [0, 4],
    [
      option('egg', '加煎蛋', 'Fried egg', 300),
      option('beef', '加牛肉', 'Beef', 1500),
      option('greens', '加青菜', 'Greens', 300),
      option('noodles', '加面', 'More noodles', 400),
    ],
  ),
  group(
    'duck-extra',
    '加料',
    'Extras',
    [0, 3],
    [
      option('pancakes', '加荷叶饼', 'More pancakes', 800),
      option('condiments', '加葱酱瓜条', 'More scallion, sauce and cucumber', 600),
      option('sugar', '加白糖', 'Sugar dip'),
    ],
  ),
  group(
    'dip',
    '小料',
    'Dips',
    [0, 4],
    [
      option('sesame', '加麻酱', 'More sesame paste', 400),
      option('chive', '加韭菜花', 'Chive flower paste'),
      option('tofu', '加酱豆腐', 'Fermented tofu'),
      option('chilli-oil', '加辣椒油', 'Chilli oil'),
      option('sweet-garlic', '加糖蒜', 'Sweet pickled garlic', 600),
    ],
  ),
  group(
    'toppings',
    '加料',
    'Toppings',
    [0, 3],
    [
      option('raisins', '加葡萄干', 'Raisins', 200),
      option('red-beans', '加蜜红豆', 'Sweet red beans', 300),
      option('osmanthus', '加桂花', 'Osmanthus', 200),
    ],
  ),
  group('packing', '打包', 'Packing', AT_MOST_ONE, [
    option('box', '打包盒', 'Take-away box', 100),
    option('soup-cup', '打包汤杯', 'Take-away soup cup', 200),
  ]),
  group('chill', '温度', 'Temperature', AT_MOST_ONE, [
    option('chilled', '冰镇', 'Chilled'),
    option('room', '常温', 'Room temperature'),
  ]),
]

/** The modifier groups of the sample menu. */
export const SAMPLE_MODIFIERS: readonly ModifierGroup[] = [...REQUIRED, ...OPTIONAL]
