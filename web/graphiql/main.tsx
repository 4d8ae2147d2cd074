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

// A link may carry its query and variables (`?query=…&variables=…`): they open in a tab of their own, before the worked ones.
const address = new URLSearchParams(location.search);
const linked = address.get('query');
const linkedVariables = linked ? indented(address.get('variables')) : undefined;
const tabs = linked ? [{ query: linked, variables: linkedVariables ?? null }, ...EXAMPLES] : [...EXAMPLES];

/** JSON on lines of its own; what is none stays as it is, so that the editor marks it. */
function indented(json: string | null): string | undefined {
  if (!json) return undefined;
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

const root = document.getElementById('graphiql');
if (root) {
  createRoot(root).render(
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      defaultTabs={tabs}
      initialQuery={linked ?? undefined}
      initialVariables={linkedVariables}
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
