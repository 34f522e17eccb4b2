import type { Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { useLength } from '@/shared/time/useLength';

type Fact = Schemas['Related']['evidence'][number];

const SAME_MATTER_DIGITS = 6;
const SAME_GROUP_DIGITS = 4;

/** Why two cases may be the same thing, as a few words each; what speaks against it is left out. */
export function Likeness({ evidence }: { evidence: readonly Fact[] }) {
  const say = useLikeness();
  return <>{evidence.map(say).filter(Boolean).map((words, i) => <span key={i}>{words}</span>)}</>;
}

function useLikeness() {
  const t = useWords('shared');
  const length = useLength();
  const hours = (text: string) => {
    const [, number = '0', unit = 'h'] = /([\d.]+)\s*([hd])/.exec(text) ?? [];
    return length(Number(number) * (unit === 'd' ? 86400 : 3600));
  };
  return ({ fact, text, value }: Fact): string => {
    if (typeof value === 'number' && value < 0) return '';
    switch (fact) {
      case 'reporter': return t('like.reporter');
      case 'text': return t('like.text', { share: Math.round(Number(text) * 100) });
      case 'matter': return text === 'other' ? '' : text.length >= SAME_MATTER_DIGITS ? t('like.matter') : text.length >= SAME_GROUP_DIGITS ? t('like.group') : t('like.class');
      case 'place': return text === 'other' ? '' : / m$/.test(text) ? t('like.metres', { metres: text.replace(' m', '') }) : t('like.place', { place: text });
      case 'subject': return t('like.subject', { subject: text });
      case 'time': return t('like.time', { length: hours(text) });
      case 'rule': return t('like.closed', { length: hours(text) });
    }
  };
}
