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

type ReportInfo = PageConnectQuery['reports'][number];

/** How other programs read the same figures. */
export function Connect() {
  const loaded = useData(PageConnectDocument, {});
  const { search } = useAddress();
  const reports = (loaded.data?.reports ?? []).filter(({ path }) => path.startsWith('powerbi/'));
  const wanted = reports.find(({ path }) => path === search.get('of')) ?? reports[0];
  if (!wanted) return <Waiting loaded={loaded} label="What can be connected" />;
  return (
    <div className={styles['connect']}>
      <Card title="Power BI and Excel" className={styles['wide']}>
        <div className={styles['choose']}>
          <Select
            label="Table"
            value={wanted.path}
            onChange={(path) => changeAddress({ of: path }, { replace: true })}
            choices={reports.map(({ path, title }) => ({ id: path, text: title }))}
          />
          <p className="soft">{wanted.description}</p>
        </div>
        <div className={styles['two']}>
          <PowerBi report={wanted} />
          <Excel report={wanted} />
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

const addressOf = ({ path }: ReportInfo): string => `${location.origin}/api/v2/reports/${path}`;

function PowerBi({ report }: { report: ReportInfo }) {
  return (
    <section>
      <h3 className={styles['title']}>Power BI</h3>
      <ol className={styles['steps']}>
        <li>
          <a href={`${addressOf(report)}.pbids`} download>
            Download the connection file
          </a>{' '}
          and open it: Power BI Desktop asks how to sign in.
        </li>
        <li>
          Or paste <a href={`${addressOf(report)}.pq`}>the script</a> under Home → Transform data → Advanced
          editor: columns come typed, and a refresh in the service works.
        </li>
        <li>
          Sign in as <b>Anonymous</b> where the server asks for no key, else as <b>Web API</b> with your key.
        </li>
        <li>
          For incremental refresh, <code>RangeStart</code> and <code>RangeEnd</code> go to <code>from</code>{' '}
          and <code>to</code>; the end is left out.
        </li>
      </ol>
      <Parameters report={report} />
    </section>
  );
}

function Parameters({ report }: { report: ReportInfo }) {
  return (
    <details className={styles['more']}>
      <summary>Parameters of {report.title.toLowerCase()}</summary>
      <dl>
        {report.parameters.map(({ name, description, list }) => (
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

function Excel({ report }: { report: ReportInfo }) {
  return (
    <section>
      <h3 className={styles['title']}>Excel and files</h3>
      <p className={styles['files']}>
        <a href={`${addressOf(report)}?format=xlsx`} download>
          {report.title} as XLSX
        </a>
        <a href={`${addressOf(report)}?format=csv`} download>
          as CSV
        </a>
        <a href={`${addressOf(report)}?format=ndjson`} download>
          as NDJSON
        </a>
      </p>
      <p>
        A workbook that refreshes itself: Data → From web, with this address. Long tables arrive whole;
        nothing is cut off.
      </p>
      <Copyable text={`${addressOf(report)}?format=csv`} />
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
