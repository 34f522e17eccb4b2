import '../words';
import { Route, Routes } from 'react-router-dom';
import ArticlePage from './ArticlePage';
import EditorPage from './EditorPage';
import KnowledgeList from './KnowledgeList';

/** The knowledge base beside every desk. */
export default function Knowledge() {
  return (
    <Routes>
      <Route index element={<KnowledgeList />} />
      <Route path="new" element={<EditorPage />} />
      <Route path=":id" element={<ArticlePage />} />
      <Route path=":id/edit" element={<EditorPage />} />
    </Routes>
  );
}
