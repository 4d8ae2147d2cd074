import { createApiKey } from '../../src/features/access';
import type { Role } from '../../src/platform/scope/actor';
import type { TestServer } from './http';

/** Callers of a server, each known to the test by the name of its API key. */
export class Callers {
  /** Texts of the keys. */
  readonly keys: Record<string, string> = {};

  constructor(private readonly server: TestServer) {}

  /** Makes a key; `as` tells keys of one name apart. */
  async add(name: string, role: Role, lobs: string[] = [], as = name): Promise<void> {
    const made = await this.server
      .newScope()
      .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs }));
    this.keys[as] = made.text;
  }

  /** Sends a request to `/api/v2…` as one of them. */
  async rest(name: string, path: string, init: RequestInit = {}): Promise<{ status: number; body: never }> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.keys[name]}`);
    headers.set('content-type', 'application/json');
    const answer = await fetch(`${this.server.url}/api/v2${path}`, { ...init, headers });
    return { status: answer.status, body: (await answer.json()) as never };
  }

  /** The data of an operation as one of them; errors fail the test. */
  async graphql<T>(name: string, query: string): Promise<T> {
    const answer = await fetch(`${this.server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.keys[name]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const body = (await answer.json()) as { data: T; errors?: unknown[] };
    expect(body.errors).toBeUndefined();
    return body.data;
  }
}
