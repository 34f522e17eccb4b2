import { useEffect, useRef, useState } from 'react';
import { useAddLines, type NewLine } from '../api/call';
import { play, type Player } from '../api/replay';

export interface Replay { call: number; said: number; of: number; paused: boolean; pace: number; error: unknown }

/** Plays a transcript into a call, line by line, as a speech system would send it. */
export function useReplay() {
  const say = useAddLines();
  const player = useRef<Player | null>(null);
  const [replay, setReplay] = useState<Replay | null>(null);
  const part = (news: Partial<Replay>) => setReplay((now) => now && { ...now, ...news });
  useEffect(() => () => player.current?.stop(), []);
  const stop = () => { player.current?.stop(); player.current = null; setReplay(null); };
  return {
    replay,
    start: (call: number, lines: readonly NewLine[], pace: number) => {
      player.current?.stop();
      setReplay({ call, said: 0, of: lines.length, paused: false, pace, error: null });
      player.current = play({ lines, pace, say: (line) => say(call, [line]), onStep: (said) => part({ said }), onEnd: () => part({ said: lines.length }), onFault: (error) => part({ error }) });
    },
    pause: () => { player.current?.pause(); part({ paused: true }); },
    go: () => { player.current?.go(); part({ paused: false }); },
    setPace: (pace: number) => { player.current?.setPace(pace); part({ pace }); },
    stop,
  };
}
