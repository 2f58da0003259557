import type { Catalog, Category } from './catalog.ts'
import { SAMPLE_DISHES } from './sample-dishes.ts'
import { SAMPLE_DRINKS } from './sample-drinks.ts'
import { SAMPLE_HOT_POT } from './sample-hot-pot.ts'
import { SAMPLE_MODIFIERS } from './sample-modifiers.ts'
import { SAMPLE_STAPLES } from './sample-staples.ts'

const category = (id: string, zh: string, en: string, hue: number): Category => ({ id, name: { zh, en }, hue })

/** The menu of an invented Beijing restaurant: what a till sells until a restaurant brings its own. Prices are made up. */
export const SAMPLE_MENU: Catalog = {
  version: 1,
  sample: true,
  categories: [
    category('signature', '招牌烤鸭', 'Roast Duck & Signatures', 12),
    category('cold', '凉菜', 'Cold Dishes', 150),
    category('hot', '热菜', 'Hot Dishes', 2),
    category('soup', '汤羹', 'Soups', 42),
    category('staple', '主食', 'Rice, Noodles & Dumplings', 58),
    category('snack', '小吃', 'Beijing Snacks', 28),
    category('dessert', '甜品', 'Desserts', 325),
    category('hot-pot', '铜锅涮肉', 'Copper-Pot Mutton', 265),
    category('drink', '饮品', 'Drinks', 192),
    category('alcohol', '酒水', 'Beer, Wine & Baijiu', 225),
  ],
  modifierGroups: [...SAMPLE_MODIFIERS],
  items: [...SAMPLE_DISHES, ...SAMPLE_STAPLES, ...SAMPLE_HOT_POT, ...SAMPLE_DRINKS],
}
