import { Component, Suspense, useEffect, type ReactNode } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useLiveChanges } from '../data/live';
import { ReportProvider, useReport } from '../data/report';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { Toasts } from '../ui/toast';
import { Header } from './header';
import { Rail } from './rail';
import { sectionAt, type Section } from './sections';
import styles from './shell.module.css';

/** The whole page: rail, header and the section at the address. */
export function Shell() {
  useLiveChanges();
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
    </ReportProvider>
  );
}

function SectionView({ section: { title, byMonth, content: Content } }: { section: Section }) {
  const { report } = useReport();
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
          {byMonth ? <WithReport waiting={waiting} content={<Content />} /> : <Content />}
        </Suspense>
      </SectionBoundary>
    </>
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
