import { settleTyped, typeAddress, useTypedAddress } from '../address/address';
import { SearchField } from './field';

interface AddressSearchProps {
  label: string;
  placeholder?: string;
}

/** A search line whose words stand in the address, as `q`; what uses the typed address follows every key. */
export function AddressSearch(field: AddressSearchProps) {
  const { search } = useTypedAddress();
  return (
    <SearchField
      {...field}
      value={search.get('q') ?? ''}
      onChange={(q) => typeAddress({ q })}
      onBlur={settleTyped}
    />
  );
}
