import { changeAddress, useAddress } from '../address/address';
import { Tabs } from '../ui/tabs';
import { Comparison } from './comparison';
import { StoredReports } from './stored-reports';
import { Tiers } from './tiers';

const TABS = [
  { id: 'stored', title: 'Stored reports', content: <StoredReports /> },
  { id: 'comparison', title: 'Comparison', content: <Comparison /> },
  { id: 'tiers', title: 'Tiers', content: <Tiers /> },
];

/** Which reports there are and which counts in which month; two of them compared; the production tiers. */
export function Reports() {
  const { search } = useAddress();
  const wanted = search.get('tab');
  return (
    <Tabs
      label="Reports"
      tabs={TABS}
      selected={TABS.some(({ id }) => id === wanted) ? (wanted ?? '') : 'stored'}
      onSelect={(tab) => changeAddress({ tab: tab === 'stored' ? undefined : tab }, { replace: true })}
    />
  );
}
