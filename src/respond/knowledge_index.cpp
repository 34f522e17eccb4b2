#include "respond/knowledge_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/sound.h"
#include "base/text.h"

namespace yiwang {
namespace {

struct Field {
  float weight;
  float by_length;                         // BM25's b
};
// Title, questions, keywords, matters, answer. Words in the title and the city's own ways to ask say most.
constexpr Field kFields[]{{4.0f, 0.3f}, {2.5f, 0.4f}, {3.0f, 0.3f}, {0.8f, 0.2f}, {1.0f, 0.7f}};
constexpr std::size_t kFieldCount = std::size(kFields);
constexpr float kSaturation = 1.2f;        // BM25's k1
constexpr std::size_t kHeadFields = 3;

struct Cell {
  Term term;
  std::uint32_t row;
  float amount;
};

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& each : list) out += each + "\n";
  return out;
}

void sort_unique(std::vector<Term>& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

std::vector<Term> pairs_of(std::string_view text) {
  std::vector<Term> out;
  for (const auto& each : terms_of(folded(text), false)) {
    if (each.worth >= 1) out.push_back(each.term);
  }
  sort_unique(out);
  return out;
}

std::size_t common(const std::vector<Term>& a, const std::vector<Term>& b) {
  std::size_t n = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++n, ++i, ++j;
  }
  return n;
}

/// At most one letter put in, left out, changed, or two neighbours swapped.
bool one_slip(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size()) return true;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace

KnowledgeIndex::KnowledgeIndex(std::vector<IndexedArticle> articles, std::shared_ptr<const Synonyms> synonyms) : articles_(std::move(articles)), synonyms_(std::move(synonyms)) {
  std::sort(articles_.begin(), articles_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const auto count = articles_.size();
  heads_.resize(count);
  phrases_.resize(count);
  spelt_.resize(count);
  std::vector<std::array<float, kFieldCount>> lengths(count);
  std::array<double, kFieldCount> total{};
  struct Found {
    Term term;
    std::uint32_t row;
    std::uint8_t field;
    float worth;
  };
  std::vector<Found> found;
  for (std::uint32_t row = 0; row < count; ++row) {
    const auto& a = articles_[row];
    rows_[a.id] = row;
    const std::string texts[]{a.title + "\n" + a.title_en, joined(a.questions), joined(a.keywords), a.matters, a.answer};
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      const auto text = folded(texts[f]);
      float length = 0;
      for (const auto& each : terms_of(text, f < kHeadFields)) {
        found.push_back({each.term, row, static_cast<std::uint8_t>(f), each.worth});
        if (!each.sound) length += each.worth;
        if (f < kHeadFields) heads_[row].push_back(each.term);
      }
      lengths[row][f] = length;
      total[f] += length;
    }
    sort_unique(heads_[row]);
    phrases_[row].push_back(pairs_of(a.title));
    for (const auto& each : a.questions) phrases_[row].push_back(pairs_of(each));
    for (const auto& each : a.keywords) {
      if (count_codepoints(each) >= 4) phrases_[row].push_back(pairs_of(each));
    }
    const auto spell = [&](const std::string& text) {
      const auto plain = folded(text);
      spelt_[row] += pinyin_of(plain) + "\n" + initials_of(plain) + "\n";
      for (std::size_t i = 0; i < plain.size();) {
        std::size_t to = i;
        while (to < plain.size() && ((plain[to] >= U'a' && plain[to] <= U'z') || (plain[to] >= U'0' && plain[to] <= U'9'))) ++to;
        if (to > i + 2) latin_.push_back(plain.substr(i, to - i));
        i = std::max(to, i + 1);
      }
    };
    spell(a.title);
    spell(a.title_en);
    for (const auto& each : a.keywords) spell(each);
  }
  std::sort(latin_.begin(), latin_.end());
  latin_.erase(std::unique(latin_.begin(), latin_.end()), latin_.end());

  // Amounts of a term in one article are added up over its fields, each against that field's mean length.
  std::vector<Cell> cells;
  cells.reserve(found.size());
  for (const auto& f : found) {
    const auto mean = static_cast<float>(total[f.field] / static_cast<double>(std::max<std::size_t>(count, 1)));
    const auto& field = kFields[f.field];
    const float norm = 1 - field.by_length + field.by_length * (mean > 0 ? lengths[f.row][f.field] / mean : 1);
    cells.push_back({f.term, f.row, field.weight / std::max(norm, 0.1f)});
  }
  found.clear();
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.term != b.term ? a.term < b.term : a.row < b.row; });
  for (std::size_t i = 0; i < cells.size();) {
    const auto term = cells[i].term;
    List list;
    list.from = static_cast<std::uint32_t>(postings_.size());
    while (i < cells.size() && cells[i].term == term) {
      const auto row = cells[i].row;
      float amount = 0;
      for (; i < cells.size() && cells[i].term == term && cells[i].row == row; ++i) amount += cells[i].amount;
      postings_.push_back({row, amount / (amount + kSaturation)});
    }
    list.to = static_cast<std::uint32_t>(postings_.size());
    const double holds = list.to - list.from;
    list.idf = static_cast<float>(std::log(1 + (static_cast<double>(count) - holds + 0.5) / (holds + 0.5)));
    for (auto p = list.from; p < list.to; ++p) postings_[p].impact *= list.idf;
    lists_.emplace(term, list);
  }
  most_idf_ = static_cast<float>(std::log(1 + (static_cast<double>(count) + 0.5) / 0.5));
}

const IndexedArticle* KnowledgeIndex::article(std::uint64_t id) const {
  const auto it = rows_.find(id);
  return it == rows_.end() ? nullptr : &articles_[it->second];
}

const KnowledgeIndex::List* KnowledgeIndex::list(Term term) const {
  const auto it = lists_.find(term);
  return it == lists_.end() ? nullptr : &it->second;
}

float KnowledgeIndex::idf(Term term) const {
  const auto* found = list(term);
  return found == nullptr ? most_idf_ : found->idf;
}

KnowledgeIndex::Ranked KnowledgeIndex::rank(const Question& question) const {
  std::vector<float> scores(articles_.size(), 0.0f), best(articles_.size(), 0.0f), way_sum(articles_.size(), 0.0f);
  std::vector<std::uint32_t> touched, concept_touched, way_touched;
  for (const auto& each : question.concepts) {
    concept_touched.clear();
    for (const auto& way : each.ways) {
      way_touched.clear();
      const float share = way.factor / static_cast<float>(way.terms.size());
      for (const auto term : way.terms) {
        const auto* found = list(term);
        if (found == nullptr) continue;
        for (auto p = found->from; p < found->to; ++p) {
          const auto& posting = postings_[p];
          if (way_sum[posting.row] == 0) way_touched.push_back(posting.row);
          way_sum[posting.row] += posting.impact * share;
        }
      }
      for (const auto row : way_touched) {
        if (best[row] == 0) concept_touched.push_back(row);
        best[row] = std::max(best[row], way_sum[row]);
        way_sum[row] = 0;
      }
    }
    for (const auto row : concept_touched) {
      if (scores[row] == 0) touched.push_back(row);
      scores[row] += each.weight * best[row];
      best[row] = 0;
    }
  }
  for (const auto& word : question.latin) {
    if (list(word_term(word)) == nullptr) by_letters(word, scores, touched);
  }
  Ranked out;
  out.reserve(touched.size());
  for (const auto row : touched) {
    if (scores[row] > 0) out.emplace_back(row, scores[row]);
  }
  const auto better = [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; };
  // What holds next to nothing of the question is not an answer, only a coincidence of letters.
  float top = 0;
  for (const auto& [row, score] : out) top = std::max(top, score);
  std::erase_if(out, [&](const auto& each) { return each.second < top * 0.12f; });
  std::sort(out.begin(), out.end(), better);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void KnowledgeIndex::by_letters(const std::u32string& word, std::vector<float>& scores, std::vector<std::uint32_t>& touched) const {
  const auto add = [&](std::uint32_t row, float score) {
    if (scores[row] == 0) touched.push_back(row);
    scores[row] += score;
  };
  if (word.size() >= 4) {
    for (const auto& known : latin_) {
      const std::u32string_view one = known.ends_with(U's') ? std::u32string_view(known).substr(0, known.size() - 1) : known;
      if (!one_slip(word, known) && !one_slip(word, one)) continue;
      const auto* found = list(word_term(known));
      if (found == nullptr) continue;
      for (auto p = found->from; p < found->to; ++p) add(postings_[p].row, postings_[p].impact * 0.6f);
    }
  }
  const bool letters = std::all_of(word.begin(), word.end(), [](char32_t c) { return c < 0x80; });
  if (!letters || word.size() < 2) return;
  const auto plain = to_utf8(word);
  for (std::uint32_t row = 0; row < spelt_.size(); ++row) {
    const auto at = spelt_[row].find(plain);
    if (at == std::string::npos) continue;
    const bool begins = at == 0 || spelt_[row][at - 1] == '\n';
    add(row, static_cast<float>(std::min<std::size_t>(plain.size(), 12)) * (begins ? 0.5f : 0.25f));
  }
}

void KnowledgeIndex::judge(const Question& question, const Ranked& kept, std::vector<KnowledgeHit>& out) const {
  std::vector<Term> asked;
  for (const auto& each : terms_of(question.text, false)) {
    if (each.worth >= 1) asked.push_back(each.term);
  }
  sort_unique(asked);
  double whole = 0;
  for (const auto& each : question.concepts) whole += each.weight * idf(each.ways.front().terms.front());
  for (const auto& [kept_row, score] : kept) {
    const auto row = kept_row;
    KnowledgeHit hit;
    hit.id = articles_[row].id;
    hit.score = score;
    const auto& head = heads_[row];
    const auto in_head = [&](Term term) { return std::binary_search(head.begin(), head.end(), term); };
    const auto anywhere = [&](Term term) {
      const auto* found = list(term);
      if (found == nullptr) return false;
      const auto begin = postings_.begin() + found->from, end = postings_.begin() + found->to;
      const auto it = std::lower_bound(begin, end, row, [](const Posting& p, std::uint32_t r) { return p.row < r; });
      return it != end && it->row == row;
    };
    double covered = 0, covered_anywhere = 0;
    for (const auto& each : question.concepts) {
      const double worth = each.weight * idf(each.ways.front().terms.front());
      double best = 0, best_anywhere = 0;
      auto by = Concept::Way::words;
      for (const auto& way : each.ways) {
        double said = 0, said_anywhere = 0;
        for (const auto term : way.terms) {
          const bool here = in_head(term);
          said += here ? 1 : 0;
          said_anywhere += here || anywhere(term) ? 1 : 0;
        }
        const double share = 1.0 / static_cast<double>(way.terms.size());
        const double factor = way.way == Concept::Way::words ? 1.0 : 0.85;
        if (said_anywhere * share * factor > best_anywhere) {
          best_anywhere = said_anywhere * share * factor;
          by = way.way;
        }
        best = std::max(best, said * share * factor);
      }
      covered += worth * best;
      covered_anywhere += worth * best_anywhere;
      if (best_anywhere > 0 && each.weight >= 0.5f) {
        hit.by_words = hit.by_words || by == Concept::Way::words;
        hit.by_synonyms = hit.by_synonyms || by == Concept::Way::synonyms;
        hit.by_sound = hit.by_sound || by == Concept::Way::sound;
      }
    }
    if (whole > 0) {
      hit.covered = covered / whole;
      hit.covered_anywhere = covered_anywhere / whole;
    }
    hit.by_pinyin = !hit.by_words && !hit.by_synonyms && !hit.by_sound && !question.latin.empty();
    for (const auto& phrase : phrases_[row]) {
      if (phrase.empty() || asked.empty()) continue;
      hit.nearest = std::max(hit.nearest, 2.0 * static_cast<double>(common(phrase, asked)) / static_cast<double>(phrase.size() + asked.size()));
    }
    out.push_back(hit);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double next = i + 1 < out.size() ? out[i + 1].score : 0;
    if (out[i].score > 0) out[i].lead = i == 0 ? (out[i].score - next) / out[i].score : (out[i].score - out[0].score) / out[0].score;
  }
}

}  // namespace yiwang
