import type { HTMLAttributes, ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps extends Omit<HTMLAttributes<HTMLElement>, 'title'> { title?: ReactNode; extra?: ReactNode; tight?: boolean }

/** A quiet box with an optional heading; the building block of desks. */
export function Panel({ title, extra, tight, children, className = '', ...rest }: PanelProps) {
  return (
    <section className={`${styles.panel} ${className}`} {...rest}>
      {(title || extra) && <header className={styles.head}>{title && <h2 className={styles.title}>{title}</h2>}{extra && <div className={styles.extra}>{extra}</div>}</header>}
      <div className={tight ? styles.tight : styles.body}>{children}</div>
    </section>
  );
}

/** The heading of a page with room for actions at the right. */
export function PageHead({ title, hint, children }: { title: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.page}>
      <div><h1 className={styles.pageTitle}>{title}</h1>{hint && <p className={styles.pageHint}>{hint}</p>}</div>
      {children && <div className={styles.extra}>{children}</div>}
    </div>
  );
}
