import { useMemo, useState } from 'react';
import styles from './admin.module.css';

export interface Twig { key: string; parent: string | null; label: string; low: string; search: string }

const MOST = 200;

/** A tree as nested disclosures; while somebody searches, the hits stand flat. */
export function TreeList({ twigs, words, label, none }: { twigs: readonly Twig[]; words: string; label: string; none: string }) {
  const below = useMemo(() => {
    const known = new Set(twigs.map((twig) => twig.key));
    const out = new Map<string, Twig[]>();
    for (const twig of twigs) { const at = twig.parent && known.has(twig.parent) ? twig.parent : ''; out.set(at, [...(out.get(at) ?? []), twig]); }
    return out;
  }, [twigs]);
  const parts = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length) {
    const hits = twigs.filter((twig) => parts.every((part) => twig.search.includes(part))).slice(0, MOST);
    return hits.length ? <ul className={styles.tree} aria-label={label}>{hits.map((twig) => <li key={twig.key}><Row twig={twig} /></li>)}</ul> : <p className={styles.none}>{none}</p>;
  }
  return <Level below={below} at="" label={label} />;
}

function Level({ below, at, label }: { below: Map<string, Twig[]>; at: string; label?: string }) {
  return <ul className={styles.tree} aria-label={label}>{(below.get(at) ?? []).map((twig) => <li key={twig.key}><Branch twig={twig} below={below} /></li>)}</ul>;
}

function Branch({ twig, below }: { twig: Twig; below: Map<string, Twig[]> }) {
  const [open, setOpen] = useState(false);
  const children = below.get(twig.key)?.length ?? 0;
  if (!children) return <Row twig={twig} />;
  return (
    <>
      <button type="button" className={styles.twig} aria-expanded={open} onClick={() => setOpen((was) => !was)}><i aria-hidden="true">{open ? '▾' : '▸'}</i><b>{twig.label}</b><small>{twig.low}</small><em>{children}</em></button>
      {open && <Level below={below} at={twig.key} />}
    </>
  );
}

const Row = ({ twig }: { twig: Twig }) => <div className={styles.twig}><i aria-hidden="true" /><b>{twig.label}</b><small>{twig.low}</small></div>;
