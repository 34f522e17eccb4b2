import type { NewLine } from './call';

/** How fast people talk at a telephone. */
const MS_A_CHARACTER = 200;
const SHORTEST = 600;
const LONGEST = 8000;
/** As fast as the server answers. */
export const AT_ONCE = 0;
export const PACES = [1, 3, 10, AT_ONCE] as const;

/**
 * Reads a transcript: one line a turn, with who spoke before a colon of either width; `seat` and `citizen` are the words for the two. A line without a speaker goes
 * on with the one before.
 */
export function readTranscript(text: string, seat: readonly string[], citizen: readonly string[]): NewLine[] {
  const out: NewLine[] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.trim();
    if (!line) continue;
    const at = line.search(/[:\uFF1A]/);
    const who = at > 0 ? line.slice(0, at).trim().toLowerCase() : '';
    const speaker = seat.includes(who) ? 'seat' : citizen.includes(who) ? 'citizen' : null;
    const said = speaker ? line.slice(at + 1).trim() : line;
    if (said) out.push({ speaker: speaker ?? out.at(-1)?.speaker ?? 'citizen', text: said });
  }
  return out;
}

/** How long a line takes to say at a pace, in milliseconds. */
export const lengthOf = (line: NewLine, pace: number) => (pace === AT_ONCE ? 0 : Math.min(LONGEST, Math.max(SHORTEST, Array.from(line.text).length * MS_A_CHARACTER)) / pace);

export interface Player { pause: () => void; go: () => void; setPace: (pace: number) => void; stop: () => void }
interface Given { lines: readonly NewLine[]; pace: number; say: (line: NewLine) => Promise<void>; onStep: (said: number) => void; onEnd: () => void; onFault: (error: unknown) => void }

/** Says line after line, each once the one before was taken and had its time. A line that is refused ends it. */
export function play({ lines, pace, say, onStep, onEnd, onFault }: Given): Player {
  let at = 0;
  let speed = pace;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let paused = false;
  let ended = false;
  let saying = false;
  const wait = () => {
    const line = lines[at];
    if (ended || paused || saying) return;
    if (!line) { ended = true; onEnd(); return; }
    timer = setTimeout(() => void step(line), lengthOf(line, speed));
  };
  const step = async (line: NewLine) => {
    saying = true;
    try { await say(line); } catch (error) { saying = false; if (!ended) { ended = true; onFault(error); } return; }
    saying = false;
    if (ended) return;
    at += 1;
    onStep(at);
    wait();
  };
  const again = () => { if (timer) clearTimeout(timer); wait(); };
  wait();
  return {
    pause: () => { paused = true; if (timer) clearTimeout(timer); },
    go: () => { if (paused) { paused = false; wait(); } },
    setPace: (now) => { speed = now; if (!paused && !saying) again(); },
    stop: () => { ended = true; if (timer) clearTimeout(timer); },
  };
}
