import { createContext, useContext, type ReactNode } from 'react';
import { PageViewerDocument, type Ability, type PageViewerQuery } from '../generated/graphql';
import { useSession } from './session';
import { useData } from './use-data';

/** Who looks at the page, and what they may do. */
export type Viewer = PageViewerQuery['viewer'];

const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Asks once who is there, apart from all figures: what may be opened is known before they are. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const { data } = useData(PageViewerDocument, {});
  return <ViewerContext value={data?.viewer}>{children}</ViewerContext>;
}

/** Who looks at the page; undefined until the server has said so. */
export const useViewer = (): Viewer | undefined => useContext(ViewerContext);

/** Whether the reader may do something; what they may not do is not offered. */
export function useMay(ability: Ability): boolean {
  return useViewer()?.can.includes(ability) ?? false;
}

/** Whether the reader may make and revoke keys. */
export function useMayGiveAccess(): boolean {
  const viewer = useViewer();
  const { kinds } = useSession();
  return kinds.length > 0 && viewer?.role === 'ADMIN' && viewer.lobScope === null;
}
