import { useViewer } from '../data/viewer';
import { EmptyState } from '../ui/states';
import { Card } from '../ui/card';
import { Applied } from './applied';
import { Chosen, DropCard } from './drop-card';
import { Findings } from './findings';
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

/** How it goes, what would happen or has happened, or why not. */
function Outcome({ work, fileName }: { work: ReturnType<typeof useImport>; fileName: string }) {
  const { busy, error, answer, applied, kind } = work.state;
  return (
    <>
      {busy && <Running work={work} />}
      {error !== undefined && !busy && <Problem error={error} kind={kind} />}
      {applied && !busy && <Applied work={work} />}
      {answer && (
        <Card
          title={applied ? 'What was done' : 'What would happen'}
          note={applied ? undefined : 'nothing is saved yet'}
        >
          <Findings answer={answer} fileName={fileName} work={applied || busy ? undefined : work} />
        </Card>
      )}
    </>
  );
}
