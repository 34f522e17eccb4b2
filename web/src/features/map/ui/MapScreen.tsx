import '../words';
import { useState } from 'react';
import { usePublicCity } from '@/shared/cases/cityApi';
import { Loaded } from '@/shared/components/States';
import { hasWebGl } from '@/shared/map/webgl';
import { useSession } from '@/shared/session/session';
import { Desk } from './Desk';
import { NoMap } from './NoMap';

/** The city's map for everybody who works for it. */
export default function MapScreen() {
  const city = usePublicCity();
  const { data: session } = useSession();
  const [able] = useState(hasWebGl);
  if (!able) return <NoMap />;
  return <Loaded query={city} rows={10} page>{(of) => <Desk city={of} login={session?.person.login ?? ''} />}</Loaded>;
}
