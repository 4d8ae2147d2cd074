import { useId, useState, type ReactNode } from 'react';
import { Button } from './button';
import styles from './tools.module.css';

interface ToolsProps {
  label: string;
  /** The search line, which always shows. */
  search: ReactNode;
  /** How many filters are set. */
  set: number;
  /** At the right. */
  end?: ReactNode;
  /** What narrows the table; behind one button on a phone. */
  children: ReactNode;
}

/** Search and filters above a table. */
export function Tools({ label, search, set, end, children }: ToolsProps) {
  const [isOpen, setOpen] = useState(false);
  const filters = useId();
  return (
    <div className={styles['tools']} role="group" aria-label={label}>
      <div className={styles['search']}>{search}</div>
      <span className={styles['more']}>
        <Button aria-expanded={isOpen} aria-controls={filters} onPress={() => setOpen(!isOpen)}>
          Filters{set > 0 && ` · ${set}`}
        </Button>
      </span>
      <div id={filters} className={styles['filters']} data-open={isOpen || undefined}>
        {children}
      </div>
      <span className={styles['end']}>{end}</span>
    </div>
  );
}
