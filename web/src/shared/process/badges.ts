import type { Shape } from './engine';

/** How an element is drawn; each is a rule of diagram.css. */
export type Tone = 'added' | 'changed' | 'removed' | 'moved' | 'bad' | 'warn' | 'here' | 'been' | 'chosen';
export interface Badge { element: string; text: string; tone: Tone; title?: string }

/** Puts words into a small mark at an element; never markup. */
export function badgeOf({ text, tone, title }: Badge): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `yw-badge yw-badge-${tone}`;
  mark.textContent = text;
  if (title) mark.title = title;
  return mark;
}

/** Where a badge sits so that it neither covers the name nor the neighbour. */
export const badgePlace = (shape: Shape) => (shape.waypoints ? { top: -8, left: 0 } : { top: -11, right: 11 });
