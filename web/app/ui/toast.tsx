import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Button } from './button';
import styles from './toast.module.css';

interface ToastMessage {
  text: string;
  tone: 'done' | 'refused' | 'note';
  undo?: (() => void) | undefined;
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

const SHORT_MS = 6_000;
/** Long enough to read, think and press Undo. */
const UNDO_MS = 15_000;

/** Says that something worked; with `undo` it offers the way back. */
export function toastDone(text: string, undo?: () => void): void {
  queue.add({ text, tone: 'done', undo }, { timeout: undo ? UNDO_MS : SHORT_MS });
}

/** Says what the server refused; stays until it is closed. */
export function toastRefused(text: string): void {
  queue.add({ text, tone: 'refused' });
}

/** Says something that needs no act. */
export function toastNote(text: string): void {
  queue.add({ text, tone: 'note' }, { timeout: SHORT_MS });
}

/** Where messages appear; F6 moves the focus there. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className={styles['region'] ?? ''}>
      {({ toast }) => (
        <AriaToast toast={toast} className={`${styles['toast']} ${styles[toast.content.tone] ?? ''}`}>
          <ToastContent className={styles['content'] ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.undo && (
            <Button
              small
              look="soft"
              onPress={() => {
                toast.content.undo?.();
                queue.close(toast.key);
              }}
            >
              Undo
            </Button>
          )}
          <Button small look="quiet" slot="close" aria-label="Close message">
            ×
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
