/** A net with one knot lit: the product's mark. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d3b78" />
      <g fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round"><path d="M7 11h18M7 16h18M7 21h18" /><path d="M11 7v18M16 7v18M21 7v18" strokeOpacity=".55" /></g>
      <circle cx="21" cy="11" r="3.4" fill="#fff" />
    </svg>
  );
}
