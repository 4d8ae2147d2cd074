import { Agent, request } from 'node:http';

/** A request of the bench. */
export interface Sent {
  url: string;
  body?: string;
}

/** One answer as text, over a connection that stays open. */
export function ask({ url, body }: Sent, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json' } };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        if (response.statusCode === 200 && !text.startsWith('{"errors"')) resolve(text);
        else reject(new Error(`${url} ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** One answer on a connection of its own. */
export async function askOnce(sent: Sent): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  try {
    return await ask(sent, agent);
  } finally {
    agent.destroy();
  }
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Every number of an answer in order of size, so that answers of different shapes can be compared; decimals sent as text too. */
export function numbersOf(text: string): number[] {
  const found: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'number') found.push(value);
    else if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) found.push(Number(value));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk((JSON.parse(text) as { data: unknown }).data);
  return found.sort((a, b) => a - b);
}
