import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import type { Schema } from './check';

export interface CityForm { schema: Schema; name: string; version: string }

/** A form of the city by its code, as it stands now; null for a text that is no form. */
export const useForm = (code: string | null | undefined) =>
  useQuery<CityForm | null>({
    queryKey: ['studio', 'document', 'form', code],
    queryFn: async ({ signal }) => {
      const document = await get<Schemas['StudioDocument']>(`/studio/documents/form/${encodeURIComponent(code ?? '')}`, {}, signal);
      try {
        const schema = JSON.parse(document.text) as unknown;
        return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? { schema: schema as Schema, name: document.name, version: document.version } : null;
      } catch { return null; }
    },
    enabled: !!code, staleTime: 60_000, retry: false,
  });
