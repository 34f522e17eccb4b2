import { Route, Routes } from 'react-router-dom';
import '../words';
import { DocumentList } from './DocumentList';
import { DocumentPage } from './DocumentPage';
import { DraftPage } from './DraftPage';

/** Where a city draws its own processes, rules, forms and tables. */
export default function Studio() {
  return (
    <Routes>
      <Route index element={<DocumentList />} />
      <Route path="drafts/:id" element={<DraftPage />} />
      <Route path=":kind/:code" element={<DocumentPage />} />
    </Routes>
  );
}
