import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button';
import { ChevronDown } from './icons';
import styles from './field.module.css';

interface ExportMenuProps {
  /** Path of a report of this server that answers `format=csv` and `format=xlsx`, with its parameters. */
  report: string;
}

function withFormat(report: string, format: string): string {
  return `${report}${report.includes('?') ? '&' : '?'}format=${format}`;
}

/** Downloads the rows behind what is shown. */
export function ExportMenu({ report }: ExportMenuProps) {
  return (
    <MenuTrigger>
      <Button>
        Export <ChevronDown size={14} />
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <Menu className={styles['list'] ?? ''}>
          <MenuItem className={styles['option'] ?? ''} href={withFormat(report, 'csv')} download>
            CSV
          </MenuItem>
          <MenuItem className={styles['option'] ?? ''} href={withFormat(report, 'xlsx')} download>
            Excel (XLSX)
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
