/**
 * Makes reading a member that `object` lacks throw an error that names it; what it has, and what `in` says of it, stay
 * as they are. Give a class's prototype, and the class itself for its statics.
 * Self-contained: its source text also runs in the page.
 */
export function refuseOthers<T extends object>(name: string, object: T): T {
  // What bundlers' interop, `await`, JSON and consoles look for on any object: its absence is no mistake of the app's.
  const looked = ['then', 'default', '__esModule', 'toJSON', 'inspect', 'nodeType', 'domain']
  const above: object = Object.getPrototypeOf(object) ?? Object.prototype
  // A class's parent has to stay a constructor; any other parent stays in the chain, for `instanceof`.
  const refusing = new Proxy(typeof above === 'function' ? above : Object.create(above), {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver)
      if (looked.includes(key)) return undefined
      throw new Error(`${name}.${key} is not carried by the Chromium shell`)
    },
  })
  return Object.setPrototypeOf(object, refusing)
}
