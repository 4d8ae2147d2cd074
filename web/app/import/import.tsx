import { useViewer } from '../data/viewer';
import { EmptyState } from '../ui/states';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Applied } from './applied';
import { Chosen, DropCard } from './drop-card';
import { Findings } from './findings';
import { LatestImports } from './latest';
import { OptionsForm } from './options-form';
import { Running } from './running';
import { Templates } from './templates';
import { useImport } from './use-import';
import { Problem } from './problem';
import styles from './import.module.css';

/** Brings files in: recognised, checked without saving, then applied – all of it, or the good rows by choice. */
export function Import() {
  const work = useImport();
  const { file, kind, applied } = work.state;
  const mayImport = useViewer()?.can.includes('IMPORT') ?? true;
  if (!file)
    return (
      <div className={styles['import']}>
        {mayImport ? (
          <DropCard onChoose={work.choose} />
        ) : (
          <EmptyState title="Files are imported by planners without a limit to some lines of business" />
        )}
        <LatestImports />
        <Templates />
      </div>
    );
  return (
    <div className={styles['import']}>
      <Chosen work={work} />
      {kind && !applied && <OptionsForm work={work} />}
      <Outcome work={work} fileName={file.name} />
    </div>
  );
}

/** Why there is nothing to show: the file is refused, or the reader stopped. */
function Failure({ work }: { work: ReturnType<typeof useImport> }) {
  const { error, kind, stopped } = work.state;
  if (stopped)
    return (
      <div className={styles['applied']} role="status">
        <p>Stopped: nothing was saved.</p>
        <Button onPress={work.again}>Check again</Button>
      </div>
    );
  return error === undefined ? null : <Problem error={error} kind={kind} />;
}

/** How it goes, what would happen or has happened, or why not. */
function Outcome({ work, fileName }: { work: ReturnType<typeof useImport>; fileName: string }) {
  const { busy, answer, applied } = work.state;
  return (
    <>
      {busy && <Running work={work} />}
      {!busy && <Failure work={work} />}
      {applied && !busy && <Applied work={work} />}
      {answer && (
        <Card
          title={applied ? 'What was done' : 'What would happen'}
          note={applied ? undefined : 'nothing is saved yet'}
        >
          <Findings
            key={applied ? 'applied' : 'checked'}
            answer={answer}
            fileName={fileName}
            work={applied || busy ? undefined : work}
            changeSet={applied?.changeSet}
          />
        </Card>
      )}
    </>
  );
}
