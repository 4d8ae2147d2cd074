import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useViewer } from '../data/viewer';

/** The way on where nothing is stored yet; those who may not import are told who does. */
export function ToImport({ text }: { text: string }) {
  const address = useAddress();
  const viewer = useViewer();
  if (!viewer) return null;
  if (!viewer.can.includes('IMPORT')) return <p>Planners import files.</p>;
  return (
    <p>
      <Link href={hrefOf(address, '/import')}>{text}</Link>
    </p>
  );
}
