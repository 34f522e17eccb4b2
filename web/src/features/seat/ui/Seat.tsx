export default function Seat() { return null; }
