import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Fault } from '@/shared/documents/types';
import { WORDS } from '@/generated/contract';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import type { Board, BusinessObject, Shape } from '@/shared/process/engine';
import { useDocuments } from '../api/studio';
import { Access, type Named } from '../modeler/access';
import { translator } from '../modeler/translate';
import { ChoiceField, FeelField, ManyField, NameField, SpanField, SwitchField, TextField, WayField } from './Fields';
import { FaultText } from './FaultText';
import styles from './properties.module.css';

/** What people may do beside the drawn way, where a process allows it. */
export const MOVES = ['return', 'jump', 'add_signer', 'remove_signer', 'delegate', 'transfer', 'withdraw', 'suspend', 'skip', 'retry', 'remind'] as const;
const codes = (list: string) => Object.keys(WORDS.zh).filter((key) => key.startsWith(`${list}.`)).map((key) => key.slice(list.length + 1));
const WORKING = ['received', 'dispatched', 'accepted', 'handling', 'resolved', 'called_back'];

const useCalendarOptions = () => {
  const { data } = useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => get<{ items: Schemas['Calendar'][] }>('/city/calendars', {}, signal), staleTime: 5 * 60_000 });
  const t = useWords('studio');
  return [{ value: 'procedure', label: t('calendar_procedure') }, ...(data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))];
};

function useDocumentOptions(kind: string) {
  const name = useName();
  const { data } = useDocuments();
  return useMemo(() => (data ?? []).filter((one) => one.kind === kind).map((one) => ({ value: one.code, label: `${name(one)} (${one.code})` })), [data, kind, name]);
}

interface Props { board: Board; shape: Shape; faults: readonly Fault[]; readOnly?: boolean; /** Counts changes of the drawing, so that what is read is fresh. */ tick: number }

const TASKS = ['bpmn:UserTask', 'bpmn:ManualTask', 'bpmn:Task'];
const ACTIVITIES = [...TASKS, 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ReceiveTask', 'bpmn:ScriptTask', 'bpmn:BusinessRuleTask', 'bpmn:CallActivity', 'bpmn:SubProcess', 'bpmn:AdHocSubProcess', 'bpmn:Transaction'];

/** What an element of the drawing is and does, in the words of those who work by it. */
export function Properties({ board, shape, faults, readOnly }: Props) {
  const t = useWords('studio');
  const language = useLanguage();
  const at = new Access(board, shape.labelTarget ?? shape);
  const of = at.of;
  const type = of.$type.replace('bpmn:', '');
  const kind = translator(language)(t(`element.${type}`, { defaultValue: type }));
  const own = faults.filter((fault) => fault.element === of.id);
  const process = at.is('bpmn:Process');
  const event = at.event();
  return (
    <div className={styles.panel} key={of.id}>
      <header className={styles.head}><b>{at.text('name') || kind}</b>{at.text('name') && <span>{kind}</span>}</header>
      {own.length > 0 && <div className={styles.faults}>{own.map((fault, i) => <p key={i} className={styles.fault} data-severity={fault.severity}><FaultText fault={fault} /></p>)}</div>}
      <div className={styles.group}>
        <TextField label={t('prop.name')} value={at.text('name')} onChange={(words) => at.set('name', words)} readOnly={readOnly} />
        {(process || !!at.of.$instanceOf?.('bpmn:FlowElement')) && <TextField label={t('prop.name_en')} value={at.text('yiwang:nameEn')} onChange={(words) => at.set('yiwang:nameEn', words)} readOnly={readOnly} />}
        {at.is('bpmn:TextAnnotation') && <TextField long label={t('prop.text')} value={at.text('text')} onChange={(words) => at.set('text', words)} readOnly={readOnly} />}
      </div>
      {process && <ProcessFields at={at} readOnly={readOnly} />}
      {at.is(...TASKS) && <TaskFields at={at} readOnly={readOnly} />}
      {at.is('bpmn:BusinessRuleTask') && <RuleFields at={at} readOnly={readOnly} />}
      {at.is('bpmn:ScriptTask') && <ScriptFields at={at} readOnly={readOnly} />}
      {at.is('bpmn:ServiceTask', 'bpmn:SendTask') && <ServiceFields at={at} readOnly={readOnly} />}
      {at.is('bpmn:ReceiveTask') && <ReferField at={at} part={of} type="bpmn:Message" property="messageRef" readOnly={readOnly} />}
      {at.is('bpmn:CallActivity') && <CallFields at={at} readOnly={readOnly} />}
      {at.is('bpmn:SequenceFlow') && <FlowFields at={at} readOnly={readOnly} />}
      {event && <EventFields at={at} event={event} readOnly={readOnly} />}
      {at.is('bpmn:BoundaryEvent') && <div className={styles.group}><SwitchField label={t('prop.interrupting')} hint={t('prop.interrupting_hint')} value={of.get('cancelActivity') !== false} onChange={(on) => at.set('cancelActivity', on)} readOnly={readOnly} /></div>}
      {at.is(...ACTIVITIES) && <LoopFields at={at} readOnly={readOnly} />}
      <div className={styles.group}>
        <TextField long label={t('prop.documentation')} value={at.documentation()} onChange={(words) => at.setDocumentation(words)} readOnly={readOnly} />
        <TextField mono label={t('prop.id')} value={of.id} readOnly={readOnly || process} hint={process ? t('prop.process_id_hint') : t('prop.id_hint')} onChange={(id) => { if (at.mayBeCalled(id)) at.set('id', id); }} />
      </div>
    </div>
  );
}

interface Part { at: Access; readOnly?: boolean }

function ProcessFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  return (
    <div className={styles.group}>
      <ManyField label={t('prop.allow')} hint={t('prop.allow_hint')} value={at.text('yiwang:allow')} onChange={(value) => at.set('yiwang:allow', value)} options={MOVES.map((move) => ({ value: move, label: t(`move.${move}`) }))} readOnly={readOnly} />
    </div>
  );
}

function TaskFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  const word = useCodeWord();
  const forms = useDocumentOptions('form');
  const calendars = useCalendarOptions();
  return (
    <>
      <div className={styles.group}>
        <h2>{t('group.work')}</h2>
        <ChoiceField label={t('prop.stage')} hint={t('prop.stage_hint')} value={at.text('yiwang:stage')} onChange={(value) => at.set('yiwang:stage', value)} options={WORKING.map((code) => ({ value: code, label: word('Stage', code) }))} readOnly={readOnly} />
        <ManyField label={t('prop.operations')} value={at.text('yiwang:operations')} onChange={(value) => at.set('yiwang:operations', value)} options={codes('Operation').map((code) => ({ value: code, label: word('Operation', code) }))} readOnly={readOnly} />
        <ChoiceField label={t('prop.form')} value={at.text('yiwang:form')} onChange={(value) => at.set('yiwang:form', value)} options={forms} placeholder={t('prop.form_none')} readOnly={readOnly} />
      </div>
      <div className={styles.group}>
        <h2>{t('group.who')}</h2>
        <FeelField label={t('prop.assign')} hint={t('prop.assign_hint')} value={at.text('yiwang:assign')} onChange={(words) => at.set('yiwang:assign', words)} readOnly={readOnly} />
        <FeelField label={t('prop.candidates')} value={at.text('yiwang:candidates')} onChange={(words) => at.set('yiwang:candidates', words)} readOnly={readOnly} />
      </div>
      <div className={styles.group}>
        <h2>{t('group.time')}</h2>
        <SpanField label={t('prop.due')} value={at.text('yiwang:due')} onChange={(text) => at.set('yiwang:due', text)} readOnly={readOnly} hint={t('prop.due_hint')} />
        <ChoiceField label={t('prop.calendar')} value={at.text('yiwang:calendar')} onChange={(value) => at.set('yiwang:calendar', value)} options={calendars} placeholder={t('prop.calendar_none')} readOnly={readOnly} />
      </div>
    </>
  );
}

function RuleFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  const rules = useDocumentOptions('rule');
  return (
    <div className={styles.group}>
      <ChoiceField label={t('prop.decision')} value={at.text('yiwang:decision')} onChange={(value) => at.set('yiwang:decision', value)} options={rules} readOnly={readOnly} />
      <TextField mono label={t('prop.result')} hint={t('prop.result_hint')} value={at.text('yiwang:result')} onChange={(words) => at.set('yiwang:result', words)} readOnly={readOnly} />
    </div>
  );
}

function ScriptFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  return (
    <div className={styles.group}>
      <FeelField label={t('prop.script')} value={at.text('script')} onChange={(words) => at.set('script', words)} readOnly={readOnly} />
      <TextField mono label={t('prop.result')} hint={t('prop.result_hint')} value={at.text('yiwang:result')} onChange={(words) => at.set('yiwang:result', words)} readOnly={readOnly} />
    </div>
  );
}

function ServiceFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  return (
    <div className={styles.group}>
      <TextField mono label={t('prop.service')} value={at.text('yiwang:service')} onChange={(words) => at.set('yiwang:service', words)} readOnly={readOnly} />
      <TextField mono label={t('prop.retries')} value={at.text('yiwang:retries')} onChange={(words) => at.set('yiwang:retries', words)} readOnly={readOnly} />
      <TextField mono label={t('prop.result')} hint={t('prop.result_hint')} value={at.text('yiwang:result')} onChange={(words) => at.set('yiwang:result', words)} readOnly={readOnly} />
    </div>
  );
}

function CallFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  const processes = useDocumentOptions('process');
  return (
    <div className={styles.group}>
      <ChoiceField label={t('prop.called')} value={at.text('calledElement')} onChange={(value) => at.set('calledElement', value)} options={processes} readOnly={readOnly} />
      <TextField mono label={t('prop.called_version')} hint={t('prop.called_version_hint')} value={at.text('yiwang:calledVersion')} onChange={(words) => at.set('yiwang:calledVersion', words)} readOnly={readOnly} />
    </div>
  );
}

function FlowFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  const from = at.of.get('sourceRef') as BusinessObject | undefined;
  const choosing = from && !['bpmn:ParallelGateway', 'bpmn:EventBasedGateway', 'bpmn:StartEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:IntermediateThrowEvent', 'bpmn:BoundaryEvent'].includes(from.$type);
  if (!choosing) return <p className={styles.hint}>{t('prop.flow_plain')}</p>;
  const standard = at.isDefault();
  return (
    <div className={styles.group}>
      <SwitchField label={t('prop.default')} hint={t('prop.default_hint')} value={standard} onChange={(on) => at.setDefault(on)} readOnly={readOnly} />
      {!standard && <FeelField label={t('prop.condition')} hint={t('prop.condition_hint')} value={at.expression('conditionExpression')} onChange={(words) => at.setExpression('conditionExpression', words)} readOnly={readOnly} />}
    </div>
  );
}

function ReferField({ at, part, type, property, readOnly }: Part & { part: BusinessObject; type: Named; property: string }) {
  const t = useWords('studio');
  const word = { 'bpmn:Message': 'prop.message', 'bpmn:Signal': 'prop.signal', 'bpmn:Error': 'prop.error', 'bpmn:Escalation': 'prop.escalation' }[type];
  return (
    <div className={styles.group}>
      <NameField label={t(word)} value={at.referred(property, part)} onChange={(words) => at.refer(type, property, words, part)} readOnly={readOnly}
        options={at.named(type).map((one) => at.text('errorCode', one) || at.text('escalationCode', one) || at.text('name', one)).filter(Boolean).map((name) => ({ value: name, label: name }))} />
      {type === 'bpmn:Message' && <FeelField label={t('prop.correlation')} hint={t('prop.correlation_hint')} value={at.text('yiwang:correlation')} onChange={(words) => at.set('yiwang:correlation', words)} readOnly={readOnly} />}
    </div>
  );
}

function EventFields({ at, event, readOnly }: Part & { event: BusinessObject }) {
  const t = useWords('studio');
  const calendars = useCalendarOptions();
  switch (event.$type) {
    case 'bpmn:TimerEventDefinition': {
      const { way, words } = at.timer();
      return (
        <div className={styles.group}>
          <WayField label={t('prop.timer')} value={way} onChange={(next) => at.setTimer(next, '')} readOnly={readOnly} options={(['timeDuration', 'timeDate', 'timeCycle'] as const).map((one) => ({ value: one, label: t(`timer.${one}`) }))} />
          {way === 'timeDuration' ? <SpanField label={t('timer.after')} value={words} onChange={(text) => at.setTimer(way, text)} readOnly={readOnly} />
            : <TextField mono label={t(way === 'timeDate' ? 'timer.at' : 'timer.every')} placeholder={way === 'timeDate' ? '2026-12-01T09:00:00+08:00' : 'R3/PT1H'} value={words} onChange={(text) => at.setTimer(way, text)} readOnly={readOnly} />}
          <ChoiceField label={t('prop.calendar')} value={at.text('yiwang:calendar')} onChange={(value) => at.set('yiwang:calendar', value)} options={calendars} placeholder={t('prop.calendar_none')} readOnly={readOnly} />
        </div>
      );
    }
    case 'bpmn:ConditionalEventDefinition': return <div className={styles.group}><FeelField label={t('prop.condition')} value={at.expression('condition', event)} onChange={(words) => at.setExpression('condition', words, event)} readOnly={readOnly} /></div>;
    case 'bpmn:MessageEventDefinition': return <ReferField at={at} part={event} type="bpmn:Message" property="messageRef" readOnly={readOnly} />;
    case 'bpmn:SignalEventDefinition': return <ReferField at={at} part={event} type="bpmn:Signal" property="signalRef" readOnly={readOnly} />;
    case 'bpmn:ErrorEventDefinition': return <ReferField at={at} part={event} type="bpmn:Error" property="errorRef" readOnly={readOnly} />;
    case 'bpmn:EscalationEventDefinition': return <ReferField at={at} part={event} type="bpmn:Escalation" property="escalationRef" readOnly={readOnly} />;
    case 'bpmn:LinkEventDefinition': return <div className={styles.group}><TextField label={t('prop.link')} value={at.text('name', event)} onChange={(words) => at.setIn(event, 'name', words)} readOnly={readOnly} /></div>;
    default: return null;
  }
}

function LoopFields({ at, readOnly }: Part) {
  const t = useWords('studio');
  const loop = at.loop();
  const multi = loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics';
  const way = !multi ? 'none' : at.flag('isSequential', loop) ? 'sequential' : 'parallel';
  return (
    <div className={styles.group}>
      <WayField label={t('prop.loop')} value={way} onChange={(next) => at.setLoop(next)} readOnly={readOnly} options={(['none', 'parallel', 'sequential'] as const).map((one) => ({ value: one, label: t(`loop.${one}`) }))} />
      {loop && multi && (
        <>
          <FeelField label={t('prop.collection')} hint={t('prop.collection_hint')} value={at.text('yiwang:collection', loop)} onChange={(words) => at.setIn(loop, 'yiwang:collection', words)} readOnly={readOnly} />
          <TextField mono label={t('prop.item')} value={at.text('yiwang:item', loop)} onChange={(words) => at.setIn(loop, 'yiwang:item', words)} readOnly={readOnly} />
          <TextField mono label={t('prop.output')} hint={t('prop.output_hint')} value={at.text('yiwang:outputCollection', loop)} onChange={(words) => at.setIn(loop, 'yiwang:outputCollection', words)} readOnly={readOnly} />
          {at.text('yiwang:outputCollection', loop) && <FeelField label={t('prop.output_item')} value={at.text('yiwang:outputItem', loop)} onChange={(words) => at.setIn(loop, 'yiwang:outputItem', words)} readOnly={readOnly} />}
          <FeelField label={t('prop.completion')} hint={t('prop.completion_hint')} value={at.expression('completionCondition', loop)} onChange={(words) => at.setExpression('completionCondition', words, loop)} readOnly={readOnly} />
        </>
      )}
    </div>
  );
}
