import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

/** How much a button stands out. */
export type ButtonLook = 'plain' | 'primary' | 'soft' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  look?: ButtonLook;
  small?: boolean;
}

/**
 * A button; while `isPending` it keeps its focus and takes no second press. The library's own `isPending` is not used: its
 * announcement names the button by id, which is gone once a dialog has closed.
 */
export function Button({ look = 'plain', small = false, isPending = false, onPress, ...props }: ButtonProps) {
  const names = [styles['button'], styles[look], small && styles['small']].filter(Boolean).join(' ');
  return (
    <AriaButton
      {...props}
      className={names}
      onPress={(event) => {
        if (!isPending) onPress?.(event);
      }}
      {...(isPending && { 'data-pending': true })}
    />
  );
}
