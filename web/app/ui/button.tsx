import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

/** How much a button stands out. */
export type ButtonLook = 'plain' | 'primary' | 'soft' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  look?: ButtonLook;
  small?: boolean;
}

/** A button; while `isPending` it keeps its focus and takes no second press. */
export function Button({ look = 'plain', small = false, ...props }: ButtonProps) {
  const names = [styles['button'], styles[look], small && styles['small']].filter(Boolean).join(' ');
  return <AriaButton {...props} className={names} />;
}
