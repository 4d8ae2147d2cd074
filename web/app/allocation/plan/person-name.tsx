import { hrefOf, useAddress } from '../../address/address';
import { Link } from '../../address/link';

interface PersonNameProps {
  cn: string;
  resource: { firstName: string | null; lastName: string | null; location: string } | null;
}

/** Who it is, leading to the person's weeks. */
export function PersonName({ cn, resource }: PersonNameProps) {
  const address = useAddress();
  const name = nameOf({ cn, resource });
  return (
    <Link href={hrefOf(address, '/people', { q: cn })}>
      <b>{name}</b>
      {name !== cn && <span className="soft"> {cn}</span>}
    </Link>
  );
}

/** The name, or the CN of somebody without one. */
export function nameOf({ cn, resource }: PersonNameProps): string {
  return [resource?.firstName, resource?.lastName].filter(Boolean).join(' ') || cn;
}
