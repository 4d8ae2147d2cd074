import { memo, Suspense, useEffect, type ReactNode } from 'react';
import { hrefOf, hrefWith, useAddress } from '../address/address';
import { Link } from '../address/link';
import { readAgain, useLiveChanges } from '../data/live';
import { ReportProvider, useReport } from '../data/report';
import { useSession } from '../data/session';
import { useViewer, ViewerProvider } from '../data/viewer';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { Toasts } from '../ui/toast';
import { Boundary, later } from './boundary';
import { Header } from './header';
import { Rail } from './rail';
import { sectionAt, useMayOpen, type Section } from './sections';
import { ToImport } from './to-import';
import styles from './shell.module.css';

/** The whole page: rail, header and the section at the address. */
export function Shell() {
  const { status, wasIn } = useSession();
  useLiveChanges(status === 'in');
  if (status === 'asking') return null;
  if (status === 'out' && !wasIn)
    return (
      <Boundary title="Signing in">
        <Suspense>
          <SignInPage />
        </Suspense>
      </Boundary>
    );
  return (
    <ViewerProvider>
      <Page isOut={status === 'out'} />
    </ViewerProvider>
  );
}

const SignInPage = later(
  () => import('../sign-in/sign-in'),
  (module) => module.SignInPage,
);
const SignInDialog = later(
  () => import('../sign-in/sign-in'),
  (module) => module.SignInDialog,
);

function Page({ isOut }: { isOut: boolean }) {
  const address = useAddress();
  const section = sectionAt(address.path);
  return (
    <ReportProvider>
      <a href="#main" className={styles['skip']}>
        Skip to the figures
      </a>
      <div className={styles['shell']}>
        <Rail />
        <main id="main" className={styles['main']} tabIndex={-1}>
          {section ? <SectionView key={section.path} section={section} /> : <Nowhere />}
        </main>
      </div>
      <Toasts />
      <Boundary title="Signing in">
        <Suspense>{isOut && <SignInDialog />}</Suspense>
      </Boundary>
    </ReportProvider>
  );
}

function Nowhere() {
  const address = useAddress();
  useEffect(() => {
    document.title = 'Nothing here · Headroom';
  }, []);
  return (
    <>
      <h1 className="visually-hidden">Nothing here</h1>
      <EmptyState title={`There is nothing at ${address.path}`}>
        <Link href={hrefOf(address, '/')}>Go to the overview</Link>
      </EmptyState>
    </>
  );
}

/** An address that leads nowhere else leaves the section’s frame as it is. */
const SectionView = memo(SectionFrame);

function SectionFrame({ section }: { section: Section }) {
  const { title, byMonth, content: Content } = section;
  const { report } = useReport();
  const mayOpen = useMayOpen();
  useEffect(() => {
    document.title = [title, report && `${report.reportMonth} ${report.reportYear}`, 'Headroom']
      .filter(Boolean)
      .join(' · ');
  }, [title, report]);
  const waiting = <Skeleton label={`Loading ${title}`} lines={6} height={44} />;
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      <Header byMonth={byMonth} />
      <Boundary title={title}>
        <Suspense fallback={waiting}>
          {mayOpen(section) ? (
            byMonth ? (
              <WithReport waiting={waiting} content={<Content />} />
            ) : (
              <Content />
            )
          ) : (
            <NotOffered section={section} waiting={waiting} />
          )}
        </Suspense>
      </Boundary>
    </>
  );
}

/** Behind an address that somebody else may have sent. */
function NotOffered({ section: { title, needs }, waiting }: { section: Section; waiting: ReactNode }) {
  const viewer = useViewer();
  const address = useAddress();
  const { kinds } = useSession();
  if (!viewer) return waiting;
  if (needs === 'keys' && kinds.length === 0)
    return (
      <EmptyState title="This server asks nobody to sign in">
        <p>
          Whoever reaches it may do everything, so it answers its own machine only. Keys, roles and lines of
          business count once it runs with <code>HEADROOM_AUTH=keys</code>.
        </p>
        <Link href={hrefOf(address, '/')}>Go to the overview</Link>
      </EmptyState>
    );
  return (
    <EmptyState title={`${title} is not open to you`}>
      <p>
        {viewer.name} is signed in as {viewer.role.toLowerCase()}
        {viewer.lobScope && ' for some lines of business'}. Whoever runs this server gives out further rights.
      </p>
      <Link href={hrefOf(address, '/')}>Go to the overview</Link>
    </EmptyState>
  );
}

/** What shows a report's figures waits for a report. */
function WithReport({ waiting, content }: { waiting: ReactNode; content: ReactNode }) {
  const { report, reports, loaded } = useReport();
  if (report) return content;
  if (loaded.error && !loaded.data)
    return (
      <ErrorState
        what="The reports could not be read"
        error={loaded.error}
        onRetry={() => void readAgain().catch(() => undefined)}
      />
    );
  if (!loaded.data) return waiting;
  if (reports.length > 0) return <UnknownReport />;
  return (
    <EmptyState title="No forecast has been imported yet">
      <p>
        Figures appear with the first forecast: months and holidays first, then the forecast, then people,
        then who works on what.
      </p>
      <ToImport text="Import files in this order" />
      <p>
        Or start the server with <code>npm run demo</code> to look around with demo data.
      </p>
    </EmptyState>
  );
}

/** Behind an address of a report that was never imported, or is misspelled. */
function UnknownReport() {
  const address = useAddress();
  return (
    <EmptyState title={`No report “${address.search.get('report')}” is stored`}>
      <p>Reports are named by their month, such as 2025-04.</p>
      <Link href={hrefWith(address, { report: undefined, month: undefined })}>Go to the current report</Link>
    </EmptyState>
  );
}
