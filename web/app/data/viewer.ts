import type { Ability, PageShellQuery } from '../generated/graphql';
import { useReport } from './report';
import { useSession } from './session';

/** Who looks at the page, and what they may do. */
export type Viewer = PageShellQuery['viewer'];

/** Who looks at the page; undefined until the server has said so. */
export function useViewer(): Viewer | undefined {
  return useReport().loaded.data?.viewer;
}

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
