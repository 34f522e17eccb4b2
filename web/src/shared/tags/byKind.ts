import type { Schemas } from '@/shared/http/types';

type Tag = Schemas['Tag'];

const ORDER: readonly Tag['kind'][] = ['sensitive_word', 'emotion', 'subject', 'people_group', 'government_body', 'address', 'topic'];

/** Tags of one kind together, what calls for care first; the same words are said once. */
export function byKind(tags: readonly Tag[]): [Tag['kind'], Tag[]][] {
  return ORDER.flatMap((kind) => {
    const seen = new Set<string>();
    const ones = tags.filter((tag) => tag.kind === kind && !seen.has(tag.canonical ?? tag.text) && !!seen.add(tag.canonical ?? tag.text));
    return ones.length ? [[kind, ones] as [Tag['kind'], Tag[]]] : [];
  });
}
