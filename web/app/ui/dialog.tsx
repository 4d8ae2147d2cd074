import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose?(): void;
  children: ReactNode;
  /** Buttons at the foot, besides Close. */
  actions?: ReactNode;
  wide?: boolean;
  /** Only what is asked for ends it: no Escape, no Close. */
  isPersistent?: boolean;
}

/** A dialog over the page; Escape and a click beside it close it. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, wide = false, isPersistent = false } = props;
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose?.()}
      isDismissable={!isPersistent}
      isKeyboardDismissDisabled={isPersistent}
    >
      <Modal className={`${styles['modal']} ${wide ? styles['wide'] : ''}`}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['body']}>{children}</div>
          {!isPersistent && (
            <div className={styles['foot']}>
              <Button onPress={() => onClose?.()}>{actions ? 'Cancel' : 'Close'}</Button>
              {actions}
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
