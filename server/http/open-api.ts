const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const text = { type: 'string' }
const integer = { type: 'integer' }
const object = (properties: Record<string, object>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
})
/** Some fields may be absent. */
const objectWith = (properties: Record<string, object>, optional: Record<string, object>) => ({
  ...object(properties),
  properties: { ...properties, ...optional },
})
const refusal = {
  description:
    'Refused; `reason` says why, and `mark` what head office holds. A gap, a fork and a frozen epoch are signed.',
  ...json({
    type: 'object',
    required: ['reason'],
    properties: {
      reason: text,
      detail: text,
      mark: object({ seq: integer, hash: text }),
      signed: object({ keyId: text, signature: text }),
    },
  }),
}
const bearer = [{ adminToken: [] }]

/** The HTTP interface of head office, for people who write another client (OpenAPI 3.1). */
export const openApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Counterfoil head office', version: '1' },
  components: { securitySchemes: { adminToken: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/v1/enrol': {
      post: {
        summary: "Pin a till's Ed25519 key against a one-time code",
        requestBody: json(
          objectWith(
            { code: text, publicKey: text, signature: text },
            // null: an empty machine, for a code that replaces a till; an id: restored from that till's backup.
            { successorOf: { type: ['string', 'null'] } },
          ),
        ),
        responses: {
          200: {
            description: 'Enrolled',
            ...json(
              objectWith(
                { store: text, storeName: text, tillCode: text, headOfficeKey: text, keyId: text },
                { replaces: { type: 'array', items: text } },
              ),
            ),
          },
          401: refusal,
          403: refusal,
        },
      },
    },
    '/v1/push': {
      post: {
        summary: 'Upload entry lines in order; the reply is a countersignature over what head office holds',
        requestBody: json(
          object({ till: text, epoch: integer, nonce: text, lines: { type: 'array', items: text }, signature: text }),
        ),
        responses: {
          200: {
            description: 'Acknowledged, after commit',
            ...json(
              objectWith(
                {
                  till: text,
                  epoch: integer,
                  seq: integer,
                  hash: text,
                  serverTime: integer,
                  nonce: text,
                  keyId: text,
                  quarantined: { type: 'array', items: integer },
                  signature: text,
                },
                { replaced: object({ by: text, signature: text }) },
              ),
            ),
          },
          401: refusal,
          409: refusal,
          422: refusal,
          500: refusal,
          507: refusal,
        },
      },
    },
    '/v1/left': {
      post: {
        summary:
          'Hand in, in order, what a till holds of an epoch that it has left; another branch is kept beside the one stored',
        requestBody: json(
          object({ till: text, epoch: integer, nonce: text, lines: { type: 'array', items: text }, signature: text }),
        ),
        responses: {
          200: {
            description: 'Held, after commit: this entry and every one before it',
            ...json(
              object({
                till: text,
                epoch: integer,
                seq: integer,
                hash: text,
                nonce: text,
                keyId: text,
                signature: text,
              }),
            ),
          },
          401: refusal,
          409: refusal,
          422: refusal,
          500: refusal,
          507: refusal,
        },
      },
    },
    '/v1/pull': {
      post: {
        summary: 'Give back, in order and as stored, what head office holds of an epoch after a number',
        requestBody: json(
          objectWith(
            { till: text, of: text, epoch: integer, after: integer, nonce: text, signature: text },
            { through: object({ seq: integer, hash: text }) },
          ),
        ),
        responses: {
          200: {
            description: 'Entry lines, signed by head office; none where it holds no more',
            ...json(
              object({
                till: text,
                epoch: integer,
                after: integer,
                lines: { type: 'array', items: text },
                mark: object({ seq: integer, hash: text }),
                latestEpoch: integer,
                serverTime: integer,
                nonce: text,
                keyId: text,
                signature: text,
              }),
            ),
          },
          401: refusal,
          403: refusal,
        },
      },
    },
    '/v1/tills': {
      get: { summary: 'Tills with their marks', security: bearer, responses: { 200: { description: 'Tills' } } },
    },
    '/v1/tills/{till}/sales': {
      get: {
        summary: 'Sales of one till after a number of an epoch, this epoch and later ones in order',
        security: bearer,
        parameters: [
          { name: 'till', in: 'path', required: true, schema: text },
          { name: 'epoch', in: 'query', schema: integer },
          { name: 'after', in: 'query', schema: integer },
          { name: 'limit', in: 'query', schema: integer },
        ],
        responses: { 200: { description: 'Sales' } },
      },
    },
    '/v1/quarantine': {
      get: {
        summary: 'Entries kept but not understood',
        security: bearer,
        responses: { 200: { description: 'Entries' } },
      },
    },
    '/': {
      get: { summary: 'For a person: what this is, and where to look', responses: { 200: { description: 'Text' } } },
    },
    '/health': {
      get: {
        summary: 'Whether the database answers',
        responses: { 200: { description: 'Well' }, 503: { description: 'Not well' } },
      },
    },
    '/openapi.json': { get: { summary: 'This document', responses: { 200: { description: 'OpenAPI' } } } },
  },
} as const
