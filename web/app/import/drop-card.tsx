import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { cases } from '../format/number';
import { Button } from '../ui/button';
import { ImportIcon } from '../ui/icons';
import { Select } from '../ui/select';
import { KINDS, kindOf } from './kinds';
import type { Import } from './use-import';
import styles from './import.module.css';

const ACCEPTED = ['.csv', '.xlsx', '.tsv', '.txt'];

interface DropCardProps {
  onChoose(file: File): void;
}

/** Takes a file by dropping, choosing or pasting it. */
export function DropCard({ onChoose }: DropCardProps) {
  return (
    <DropZone
      className={styles['drop'] ?? ''}
      onDrop={({ items }) => {
        const item = items.find(({ kind }) => kind === 'file');
        if (item?.kind === 'file') void item.getFile().then(onChoose);
      }}
    >
      <ImportIcon size={28} />
      <Text slot="label" className={styles['dropTitle'] ?? ''}>
        Drop a file here
      </Text>
      <p className="soft">
        CSV or XLSX. What it holds is recognised, and nothing is saved before you have seen what would happen.
      </p>
      <ChooseFile look="primary" label="Choose a file …" onChoose={onChoose} />
    </DropZone>
  );
}

interface ChooseFileProps extends DropCardProps {
  label: string;
  look?: 'primary' | 'plain';
}

function ChooseFile({ onChoose, label, look = 'plain' }: ChooseFileProps) {
  return (
    <FileTrigger
      acceptedFileTypes={ACCEPTED}
      onSelect={(files) => {
        const file = files?.[0];
        if (file) onChoose(file);
      }}
    >
      <Button look={look}>{label}</Button>
    </FileTrigger>
  );
}

const KB = 1_000;

const sizeText = (bytes: number): string =>
  bytes < KB * KB ? `${cases(Math.max(1, bytes / KB))} kB` : `${(bytes / KB / KB).toFixed(1)} MB`;

/** The file in hand and what it is taken for. */
export function Chosen({ work }: { work: Import }) {
  const { file, kind, applied, busy } = work.state;
  if (!file) return null;
  return (
    <DropZone
      aria-label="Another file"
      className={styles['chosen'] ?? ''}
      onDrop={({ items }) => {
        const item = items.find((each) => each.kind === 'file');
        if (item?.kind === 'file' && busy !== 'applying') void item.getFile().then(work.choose);
      }}
    >
      <div className={styles['file']}>
        <b>{file.name}</b>
        <span className="soft">{sizeText(file.size)}</span>
      </div>
      {!applied && busy !== 'recognising' && (
        <div className={styles['kind']}>
          <Select
            label="It is a"
            labelling="inside"
            value={kind ?? ''}
            onChange={(id) => work.setKind(id as NonNullable<typeof kind>)}
            choices={KINDS.map(({ id, title }) => ({ id, text: title }))}
          />
          <span className="soft">{recognisedText(work)}</span>
        </div>
      )}
      <span className={styles['space']} />
      {busy !== 'applying' && (
        <>
          <ChooseFile label="Choose again …" onChoose={work.choose} />
          <Button look="quiet" onPress={work.startOver}>
            Start over
          </Button>
        </>
      )}
    </DropZone>
  );
}

/** What speaks for the kind, or against it. */
function recognisedText({ state: { recognised, kind } }: Import): string {
  const found = recognised?.kinds.find((each) => each.kind === kind);
  if (found) {
    const columns = `${cases(found.found.length)} of its columns found`;
    const lacks = found.missing.length > 0 ? `, but not ${found.missing.join(', ')}` : '';
    return `${columns}${lacks}${found.sheet === null ? '' : ` on the sheet “${found.sheet}”`}`;
  }
  if (kind) return `no column of a ${kindOf(kind)?.title.toLowerCase()} found`;
  const [nearest] = recognised?.kinds ?? [];
  return nearest
    ? `not recognised; nearest is ${kindOf(nearest.kind)?.title}, but it lacks ${nearest.missing.join(', ')}`
    : 'not recognised by its columns: say what it holds, or compare it with a template';
}
