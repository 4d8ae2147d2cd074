import { useState, type FormEvent } from 'react';
import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import manifest from '../../operations/manifest.json';
import { readApiKey, writeApiKey } from './api-key';

interface StoredOperation {
  id: string;
  name: string;
  type: string;
  body: string;
}

const OPERATIONS = [...(manifest.operations as StoredOperation[])].sort((a, b) =>
  a.name.localeCompare(b.name),
);

function Operations() {
  const { addTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const [wanted, setWanted] = useState('');
  const open = (body: string): void => {
    addTab();
    queryEditor?.setValue(body);
  };
  const shown = OPERATIONS.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <section aria-label="Stored operations">
      <div className="graphiql-doc-explorer-title">Stored operations</div>
      <p>What REST, Power BI and the dashboard send. Choose one to open it in a tab.</p>
      <input
        type="search"
        placeholder="Find …"
        aria-label="Find an operation"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <ul className="headroom-operations">
        {shown.map(({ id, name, type, body }) => (
          <li key={id}>
            <button
              type="button"
              className="graphiql-un-styled"
              title={id}
              disabled={!queryEditor}
              onClick={() => open(body)}
            >
              {name} <small>{type}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ApiKey() {
  const [key, setKey] = useState(readApiKey);
  const [saved, setSaved] = useState(false);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    writeApiKey(key.trim());
    setSaved(true);
  };
  return (
    <form onSubmit={save} aria-label="API key">
      <div className="graphiql-doc-explorer-title">API key</div>
      <p>
        Sent as <code>Authorization: Bearer …</code> with every request from this tab, and forgotten when it
        closes.
      </p>
      <input
        type="password"
        aria-label="API key"
        autoComplete="off"
        value={key}
        onChange={(event) => {
          setKey(event.target.value);
          setSaved(false);
        }}
      />{' '}
      <button type="submit" className="graphiql-button">
        {saved ? 'In use' : 'Use'}
      </button>
    </form>
  );
}

const OperationsIcon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
    <path d="M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4" />
  </svg>
);
const KeyIcon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
    <circle cx="8" cy="15" r="4" />
    <path d="M11 12 20 3m-4 4 3 3" />
  </svg>
);

/** The persisted operations to pick from. */
export const operationsPlugin: GraphiQLPlugin = {
  title: 'Stored operations',
  icon: OperationsIcon,
  content: Operations,
};
/** The field for the API key. */
export const apiKeyPlugin: GraphiQLPlugin = { title: 'API key', icon: KeyIcon, content: ApiKey };
