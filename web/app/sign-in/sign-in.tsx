import { useState, type FormEvent } from 'react';
import { client } from '../data/client';
import { useChange } from '../data/change';
import { documentOf } from '../data/documents';
import { errorText } from '../data/errors';
import { enter, keepPlace, signInWithKey, useSession } from '../data/session';
import { useViewer } from '../data/viewer';
import { PageViewerDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { BrandIcon } from '../ui/icons';
import { Refused } from '../ui/states';
import styles from './sign-in.module.css';

/** The whole page while nobody is signed in. */
export function SignInPage() {
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <p className={styles['brand']}>
          <BrandIcon size={22} /> Headroom
        </p>
        <h1 className={styles['title']}>Sign in</h1>
        <SignIn onDone={enter} />
      </div>
    </main>
  );
}

/** Over the page when a session ends: what stands behind it stays as it was, also what is half filled in. */
export function SignInDialog() {
  const before = useViewer()?.name;
  const resume = async (): Promise<void> => {
    const { data } = await client.query({
      query: documentOf(PageViewerDocument),
      fetchPolicy: 'no-cache',
    });
    // What somebody else has read is not theirs to see.
    if (before !== undefined && data?.viewer.name !== before) location.reload();
    else enter();
  };
  return (
    <Dialog title="Your session has ended" isOpen isPersistent>
      <p>Sign in again; you go on where you were.</p>
      <SignIn onDone={resume} />
    </Dialog>
  );
}

function SignIn({ onDone }: { onDone(): void | Promise<void> }) {
  const { kinds, refusal } = useSession();
  return (
    <div className={styles['ways']}>
      <Refused text={refusal} />
      {kinds.includes('oidc') && (
        <a href="/auth/sign-in" className={styles['provider']} onClick={keepPlace}>
          Sign in with your organisation
        </a>
      )}
      {kinds.includes('oidc') && kinds.includes('keys') && <p className={styles['or']}>or with a key</p>}
      {kinds.includes('keys') && <KeyForm onDone={onDone} />}
      {!kinds.includes('oidc') && !kinds.includes('keys') && (
        <p>This server takes tokens of machines only: people cannot sign in to this page.</p>
      )}
    </div>
  );
}

function KeyForm({ onDone }: { onDone(): void | Promise<void> }) {
  const change = useChange();
  const [key, setKey] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void change.run(async () => {
      await signInWithKey(key);
      await onDone();
    });
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Field
        label="API key"
        type="password"
        value={key}
        onChange={setKey}
        placeholder="hr_…"
        hint="From whoever runs this server. It becomes a session of this browser, which ends after 12 hours without use."
        required
      />
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      <Button look="primary" type="submit" isDisabled={key.trim() === ''} isPending={change.isPending}>
        {change.isPending ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  );
}
