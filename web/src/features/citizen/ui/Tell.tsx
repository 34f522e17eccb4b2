export default function Tell() { return null; }
