/** HTTP statuses that an OData request is refused with. */
type RefusalStatus = 400 | 404 | 405 | 406 | 501;

const CODES: Readonly<Record<RefusalStatus, string>> = {
  400: 'BadRequest',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  501: 'NotImplemented',
};

/** A request that OData may not run; `target` names the part of it that is wrong. */
export class Refusal extends Error {
  readonly code: string;

  constructor(
    readonly status: RefusalStatus,
    message: string,
    readonly target: string,
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = CODES[status];
  }
}

/** Something in the request that is wrong: what was seen and what is accepted. */
export function refused(target: string, message: string): Refusal {
  return new Refusal(400, message, target);
}

/** Something that the standard knows and this service does not do, by its name. */
export function unsupported(target: string, what: string, instead = ''): Refusal {
  return new Refusal(501, `${what} is not supported${instead && `; ${instead}`}`, target);
}
