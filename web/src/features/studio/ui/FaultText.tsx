import type { Fault } from '@/shared/documents/types';
import { useLanguage, useWords } from '@/shared/i18n';

/** What is wrong, in the reader's words where the rule has some, else as the engine says it; its facts as they are. */
export function FaultText({ fault }: { fault: Fault }) {
  const t = useWords('studio');
  const language = useLanguage();
  const facts = Object.fromEntries(Object.entries(fault.facts ?? {}).map(([key, value]) => [key, String(value)]));
  const own = t(`faults:${fault.rule}`, { ...facts, defaultValue: '' });
  const said = own || t(`shared:reason.${fault.rule}`, { ...facts, defaultValue: '' }) || (language === 'en' && fault.advice) || fault.advice || fault.rule;
  // Of an expression people want to know where it breaks, not how the engine names the parts.
  const feel = fault.rule === 'RUN.expression' && facts.detail ? t('feel_at', { column: facts.column ?? facts.at ?? '', said: t(`feel.${facts.detail}`, { defaultValue: facts.detail }) }) : null;
  const rest = Object.entries(facts).filter(([key, value]) => value && key !== 'element' && !said.includes(value));
  return (
    <>
      {said}
      {feel && <small>{feel}</small>}
      {!feel && rest.length > 0 && <small>{rest.map(([key, value]) => `${t(`fact.${key}`, { defaultValue: key })}: ${value}`).join(' · ')}</small>}
    </>
  );
}
