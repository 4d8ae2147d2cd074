import './workers';
import 'graphiql/style.css';
import './graphiql.css';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { readApiKey } from './api-key';
import { EXAMPLES } from './examples';
import { apiKeyPlugin, operationsPlugin } from './plugins';

const PLUGINS = [HISTORY_PLUGIN, operationsPlugin, apiKeyPlugin];

async function fetcher(
  parameters: unknown,
  options?: { headers?: Record<string, string> | null },
): Promise<never> {
  const key = readApiKey();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      // A signed-in page says that it posts on purpose.
      'x-headroom-request': '1',
      ...(key && { authorization: `Bearer ${key}` }),
      ...options?.headers,
    },
    body: JSON.stringify(parameters),
  });
  return (await response.json()) as never;
}

// A link may carry its query (`?query=…`): it opens in a tab of its own, before the worked ones.
const linked = new URLSearchParams(location.search).get('query');
const tabs = linked ? [{ query: linked }, ...EXAMPLES] : [...EXAMPLES];

const root = document.getElementById('graphiql');
if (root) {
  createRoot(root).render(
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      defaultTabs={tabs}
      initialQuery={linked ?? undefined}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>
        <a href="/" className="headroom-logo">
          Headroom
        </a>
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}
