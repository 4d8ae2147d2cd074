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

interface ExportMenuProps {
  /** Which of several tables, for screen readers. */
  of?: string;
  small?: boolean;
  /** Rows are still on their way. */
  isDisabled?: boolean;
  /** The table that is shown, with all its rows; read when it is asked for. */
  table(): ExportTable | Promise<ExportTable>;
}

const FORMATS: readonly { id: ExportFormat; text: string }[] = [
  { id: 'csv', text: 'CSV' },
  { id: 'xlsx', text: 'Excel (XLSX)' },
];

/** Saves the table that is shown, as the page has it. */
export function ExportMenu({ of, small = false, isDisabled = false, table }: ExportMenuProps) {
  const [isPending, setPending] = useState(false);
  const save = async (format: ExportFormat): Promise<void> => {
    setPending(true);
    try {
      // Files are rarely asked for: what writes them is loaded then.
      const [{ saveTable }, rows] = await Promise.all([import('./export/save'), table()]);
      await saveTable(rows, format);
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
          small={small}
          isDisabled={isDisabled}
          isPending={isPending}
          {...(of && { 'aria-label': `Export ${of}` })}
        >
          {isPending ? 'Exporting …' : 'Export'} <ChevronDown size={14} />
        </Button>
        <Popover className={styles['popover'] ?? ''}>
          <Menu className={styles['list'] ?? ''} onAction={(format) => void save(format as ExportFormat)}>
            {FORMATS.map(({ id, text }) => (
              <MenuItem key={id} id={id} className={styles['option'] ?? ''}>
                {text}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </span>
  );
}
