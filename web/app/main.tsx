import './tokens.css';
import './base.css';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { client } from './data/client';
import { askSession } from './data/session';
import { keepFocus } from './shell/kept-focus';
import { Shell } from './shell/shell';

const root = document.getElementById('app');
void askSession();
keepFocus();
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <I18nProvider locale="en-US">
          <Shell />
        </I18nProvider>
      </ApolloProvider>
    </StrictMode>,
  );
}
