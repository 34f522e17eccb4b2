export default function CitizenFrame() { return null; }
