import type { components } from '@/generated/api';

/** Every named schema of contract/openapi.yaml, such as `Schemas['Case']`. */
export type Schemas = components['schemas'];
export type Case = Schemas['Case'];
export type CaseItem = Schemas['CaseItem'];
export type CasePage = Schemas['CasePage'];
export type Command = Schemas['Command'];
export type Session = Schemas['Session'];
export type Advice = Schemas['Advice'];
export type PublicCase = Schemas['PublicCase'];
export type Place = Schemas['Place'];
export type Point = Schemas['Point'];
export type Clock = Schemas['Clock'];
export type TrailEvent = Schemas['TrailEvent'];
export type QueueName = Schemas['Queue'];
