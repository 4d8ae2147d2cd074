import { useId, type ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  title: string;
  /** Small beside the title: unit, month, how to read it. */
  note?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}

/** A part of a section with its title. */
export function Card({ title, note, children, className = '' }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`${styles['card']} ${className}`}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <div className={styles['note']}>{note}</div>}
      </div>
      {children}
    </section>
  );
}
