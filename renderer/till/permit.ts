/** What main gave for a manager's PIN: whose it was, and the secret that shows main that they allowed an action. */
export type Permit = { readonly by: string; readonly secret: string }
