import { useState } from 'react';
import { changeAddress, useAddress } from '../address/address';
import { useData } from '../data/use-data';
import { PageConnectDocument, type PageConnectQuery } from '../generated/graphql';
import { readApiKey, writeApiKey } from '../../graphiql/api-key';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { Waiting } from '../ui/states';
import { toastNote } from '../ui/toast';
import { LiveExample } from './live-example';
import styles from './connect.module.css';

/** A flat table and where it lies below `/api/v2/reports`. */
interface Table extends Omit<PageConnectQuery['reports'][number], 'powerBiPath'> {
  path: string;
}

/** How other programs read the same figures. */
export function Connect() {
  const loaded = useData(PageConnectDocument, {});
  const { search } = useAddress();
  const tables = tablesOf(loaded.data);
  const wanted = tables.find(({ path }) => path === search.get('of')) ?? tables[0];
  if (!wanted) return <Waiting loaded={loaded} label="What can be connected" />;
  return (
    <div className={styles['connect']}>
      <Card title="Power BI and Excel" className={styles['wide']}>
        <div className={styles['choose']}>
          <Select
            label="Table"
            value={wanted.path}
            onChange={(path) => changeAddress({ of: path }, { replace: true })}
            choices={tables.map(({ path, title }) => ({ id: path, text: title }))}
          />
          <p className="soft">{wanted.description}</p>
        </div>
        <div className={styles['two']}>
          <PowerBi table={wanted} />
          <Excel table={wanted} />
        </div>
      </Card>
      <Card title="Dashboards" note="stored operations over GET">
        <LiveExample />
      </Card>
      <Card title="Try and read on">
        <Links />
        <ApiKey />
      </Card>
    </div>
  );
}

/** Every table; there the parameter that chooses a nested answer is not accepted. */
function tablesOf(data: PageConnectQuery | undefined): Table[] {
  return (data?.reports ?? []).flatMap(({ powerBiPath, parameters, ...report }) =>
    powerBiPath
      ? { ...report, path: powerBiPath, parameters: parameters.filter(({ name }) => name !== 'layout') }
      : [],
  );
}

const TABLES = `${location.origin}/api/v2/reports/powerbi`;
const addressOf = ({ path }: Table): string => `${location.origin}/api/v2/reports/${path}`;

function PowerBi({ table }: { table: Table }) {
  return (
    <section>
      <h3 className={styles['title']}>Power BI</h3>
      <ul className={styles['steps']}>
        <li>
          Everything at once:{' '}
          <a href={`${TABLES}/headroom.pbip.zip`} download>
            download the ready project
          </a>
          , unpack it and open <code>headroom.pbip</code>: tables, relations, measures, roles and a page. It
          alone refreshes incrementally and still sees the months ahead.
        </li>
        <li>
          This table: copy <a href={`${addressOf(table)}.pq`}>the script</a> into Get data → Blank query →
          Advanced editor. Columns come typed, and a refresh in the Service works.
        </li>
        <li>
          Without a script:{' '}
          <a href={`${addressOf(table)}.pbids`} download>
            Download the connection file
          </a>{' '}
          of this table, or{' '}
          <a href={`${TABLES}.pbids`} download>
            that of all tables
          </a>{' '}
          by OData, and open it.
        </li>
        <li>
          Sign in as <b>Anonymous</b> where the server asks for no key. Else the project and the script take{' '}
          <b>Web API</b> with your key, and connection files <b>Basic</b> with the key’s id and secret.
        </li>
      </ul>
      <Parameters table={table} />
    </section>
  );
}

function Parameters({ table }: { table: Table }) {
  return (
    <details className={styles['more']}>
      <summary>Parameters of {table.title.toLowerCase()}</summary>
      <dl>
        {table.parameters.map(({ name, description, list }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {list && <span className="soft"> · may be repeated</span>}
            </dt>
            <dd className="soft">{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Excel({ table }: { table: Table }) {
  return (
    <section>
      <h3 className={styles['title']}>Excel and files</h3>
      <p className={styles['files']}>
        <a href={`${addressOf(table)}?format=xlsx`} download>
          {table.title} as XLSX
        </a>
        <a href={`${addressOf(table)}?format=csv`} download>
          as CSV
        </a>
        <a href={`${addressOf(table)}?format=ndjson`} download>
          as NDJSON
        </a>
      </p>
      <p>
        A workbook that refreshes itself: Data → From web, with this address. Long tables arrive whole;
        nothing is cut off.
      </p>
      <Copyable text={`${addressOf(table)}?format=csv`} />
      <p>All tables, filtered in the database: Data → From OData feed, with this one.</p>
      <Copyable text={`${location.origin}/api/v2/odata/`} />
    </section>
  );
}

/** An address to copy. */
function Copyable({ text }: { text: string }) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toastNote('Copied');
  };
  return (
    <p className={styles['copy']}>
      <code>{text}</code>
      {'clipboard' in navigator && (
        <Button small onPress={() => void copy()}>
          Copy
        </Button>
      )}
    </p>
  );
}

const LINKS = [
  { href: '/graphiql/', title: 'GraphiQL', text: 'ask anything, with completion and worked queries' },
  { href: '/api/v2/docs', title: 'REST', text: 'every route described and tryable' },
  { href: '/api/v2/openapi.json', title: 'OpenAPI 3.1', text: 'for client generators' },
  { href: '/api/v2/reports/powerbi', title: 'List of tables', text: 'what Test connection asks' },
  { href: '/readyz', title: 'Health', text: 'for whoever runs the server' },
];

function Links() {
  return (
    <ul className={styles['links']}>
      {LINKS.map(({ href, title, text }) => (
        <li key={href}>
          <a href={href}>{title}</a> <span className="soft">{text}</span>
        </li>
      ))}
    </ul>
  );
}

function ApiKey() {
  const [key, setKey] = useState(readApiKey);
  const save = (): void => {
    writeApiKey(key.trim());
    toastNote(key.trim() ? 'The key is used in this tab until it closes' : 'No key is used any more');
  };
  return (
    <div className={styles['key']}>
      <Field
        label="API key of this tab"
        type="password"
        value={key}
        onChange={setKey}
        hint="Sent with every request of this page and of GraphiQL; forgotten when the tab closes."
      />
      <div>
        <Button onPress={save}>Use</Button>
      </div>
    </div>
  );
}
