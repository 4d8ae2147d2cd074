import { useState } from 'react';
import { useChange } from '../data/change';
import { errorText } from '../data/errors';
import { reportKey, useReport } from '../data/report';
import hashes from '../generated/hashes.json';
import { readApiKey } from '../../graphiql/api-key';
import { Button } from '../ui/button';
import { Refused } from '../ui/states';
import styles from './connect.module.css';

interface Answer {
  status: number;
  ms: number;
  etag: string | null;
  body: string;
}

const MAX_SHOWN = 4_000;

function addressFor(report: string | undefined): string {
  const search = new URLSearchParams({
    extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashes.PageShell } }),
    variables: JSON.stringify({ report: report ?? null }),
  });
  return `/graphql?${search.toString()}`;
}

async function ask(address: string): Promise<Answer> {
  const key = readApiKey();
  const started = performance.now();
  const response = await fetch(address, {
    headers: {
      accept: 'application/graphql-response+json',
      'apollo-require-preflight': 'true',
      ...(key && { authorization: `Bearer ${key}` }),
    },
  });
  const body = JSON.stringify(await response.json(), null, 2);
  const ms = Math.round(performance.now() - started);
  return { status: response.status, ms, etag: response.headers.get('etag'), body };
}

/** What this page itself sends for its months, to run and to copy. */
export function LiveExample() {
  const { report } = useReport();
  const change = useChange();
  const [answer, setAnswer] = useState<Answer>();
  const address = addressFor(report && reportKey(report));
  const code = [
    `const response = await fetch(`,
    `  '${address}',`,
    `  { headers: { 'apollo-require-preflight': 'true' } },`,
    `);`,
    `const { data } = await response.json();`,
  ].join('\n');
  return (
    <div className={styles['example']}>
      <p>
        A dashboard sends the SHA-256 of a stored operation and its variables. The answer is the same for
        everybody with the same data version, so browsers and proxies can keep it. All operations stand in{' '}
        <code>operations/manifest.json</code> and in GraphiQL; types come from <code>schema.graphql</code>.
        This page is made that way: here is what it asks for its months.
      </p>
      <pre tabIndex={0} aria-label="Code of the example">
        {code}
      </pre>
      <div>
        <Button
          isPending={change.isPending}
          onPress={() => void change.run(async () => setAnswer(await ask(address)))}
        >
          Run it
        </Button>
      </div>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      {answer && (
        <div role="status">
          <p className="soft">
            Status {answer.status} in {answer.ms} ms{answer.etag && ` · ETag ${answer.etag}`}
          </p>
          <pre tabIndex={0} aria-label="Answer of the example" className={styles['answer']}>
            {answer.body.length > MAX_SHOWN ? `${answer.body.slice(0, MAX_SHOWN)}\n… and more` : answer.body}
          </pre>
        </div>
      )}
    </div>
  );
}
