import { Waiting } from '../../ui/states';
import { useWarnings } from './rows';
import styles from '../allocation.module.css';

/** What a planner should know; nothing of it stops the plan. */
export function Warnings({ planHash }: { planHash: string }) {
  const warnings = useWarnings(planHash);
  if (!warnings.rows) return <Waiting loaded={warnings} label="Warnings" />;
  return (
    <ul className={styles['warnings']}>
      {warnings.rows.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}
