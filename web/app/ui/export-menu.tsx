import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { errorText } from '../data/errors';
import { Button } from './button';
import type { ExportFormat } from './export/save';
import type { ExportTable } from './export/table';
import { ChevronDown } from './icons';
import { toastRefused } from './toast';
import styles from './field.module.css';

type ExportMenuProps = {
  /** Which of several tables, for screen readers. */
  of?: string;
  small?: boolean;
  /** Rows are still on their way. */
  isDisabled?: boolean;
} & (
  | {
      /** Path of a report of this server that answers `format=csv` and `format=xlsx`, with its parameters. */
      report: string;
    }
  | {
      /** The table that is shown, with all its rows; read when it is asked for. */
      table(): ExportTable | Promise<ExportTable>;
    }
);

const FORMATS: readonly { id: ExportFormat; text: string }[] = [
  { id: 'csv', text: 'CSV' },
  { id: 'xlsx', text: 'Excel (XLSX)' },
];

const withFormat = (report: string, format: string): string =>
  `${report}${report.includes('?') ? '&' : '?'}format=${format}`;

/** Saves the table that is shown: from a report of the server, or as the page has it. */
export function ExportMenu(props: ExportMenuProps) {
  const [isPending, setPending] = useState(false);
  const save = async (format: ExportFormat): Promise<void> => {
    if ('report' in props) return;
    setPending(true);
    try {
      // Files are rarely asked for: what writes them is loaded then.
      const [{ saveTable }, table] = await Promise.all([import('./export/save'), props.table()]);
      await saveTable(table, format);
    } catch (error) {
      toastRefused(`Not exported: ${errorText(error)}`);
    } finally {
      setPending(false);
    }
  };
  return (
    <span className={`${styles['menu']} no-print`}>
      <MenuTrigger>
        <Button
          small={props.small ?? false}
          isDisabled={props.isDisabled ?? false}
          isPending={isPending}
          {...(props.of && { 'aria-label': `Export ${props.of}` })}
        >
          {isPending ? 'Exporting …' : 'Export'} <ChevronDown size={14} />
        </Button>
        <Popover className={styles['popover'] ?? ''}>
          <Menu className={styles['list'] ?? ''} onAction={(format) => void save(format as ExportFormat)}>
            {FORMATS.map(({ id, text }) => (
              <MenuItem
                key={id}
                id={id}
                className={styles['option'] ?? ''}
                {...('report' in props && { href: withFormat(props.report, id), download: true })}
              >
                {text}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </span>
  );
}
