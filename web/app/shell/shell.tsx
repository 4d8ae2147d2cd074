import { Component, lazy, Suspense, useEffect, type ReactNode } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useLiveChanges } from '../data/live';
import { ReportProvider, useReport } from '../data/report';
import { useSession } from '../data/session';
import { useViewer, ViewerProvider } from '../data/viewer';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { Toasts } from '../ui/toast';
import { Header } from './header';
import { Rail } from './rail';
import { sectionAt, useMayOpen, type Section } from './sections';
import styles from './shell.module.css';

/** The whole page: rail, header and the section at the address. */
export function Shell() {
  const { status, wasIn } = useSession();
  useLiveChanges(status === 'in');
  if (status === 'asking') return null;
  if (status === 'out' && !wasIn)
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  return (
    <ViewerProvider>
      <Page isOut={status === 'out'} />
    </ViewerProvider>
  );
}

const SignInPage = lazy(async () => ({ default: (await import('../sign-in/sign-in')).SignInPage }));
const SignInDialog = lazy(async () => ({ default: (await import('../sign-in/sign-in')).SignInDialog }));

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
          {section ? (
            <SectionView key={section.path} section={section} />
          ) : (
            <EmptyState title={`There is nothing at ${address.path}`}>
              <Link href={hrefOf(address, '/')}>Go to the overview</Link>
            </EmptyState>
          )}
        </main>
      </div>
      <Toasts />
      <Suspense>{isOut && <SignInDialog />}</Suspense>
    </ReportProvider>
  );
}

function SectionView({ section }: { section: Section }) {
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
      <SectionBoundary title={title}>
        <Suspense fallback={waiting}>
          {mayOpen(section) ? (
            byMonth ? (
              <WithReport waiting={waiting} content={<Content />} />
            ) : (
              <Content />
            )
          ) : (
            <NotOffered title={title} waiting={waiting} />
          )}
        </Suspense>
      </SectionBoundary>
    </>
  );
}

/** Behind an address that somebody else may have sent. */
function NotOffered({ title, waiting }: { title: string; waiting: ReactNode }) {
  const viewer = useViewer();
  const address = useAddress();
  if (!viewer) return waiting;
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
  const { report, loaded } = useReport();
  const address = useAddress();
  if (report) return content;
  if (loaded.error && !loaded.data)
    return <ErrorState what="The reports could not be read" error={loaded.error} onRetry={loaded.retry} />;
  if (!loaded.data) return waiting;
  return (
    <EmptyState title="No forecast has been imported yet">
      <p>Figures appear with the first forecast: people first, then the forecast, then who works on what.</p>
      <p>
        <Link href={hrefOf(address, '/import')}>Import files</Link> or start the server with{' '}
        <code>npm run demo</code> to look around with demo data.
      </p>
    </EmptyState>
  );
}

interface BoundaryProps {
  title: string;
  children: ReactNode;
}

/** A fault in one section leaves the others usable. */
class SectionBoundary extends Component<BoundaryProps, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        what={`${this.props.title} could not be shown`}
        error={error}
        onRetry={() => this.setState({ error: undefined } as never)}
      />
    );
  }
}
