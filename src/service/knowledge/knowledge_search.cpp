#include <algorithm>

#include "base/text.h"
#include "service/knowledge/knowledge.h"

namespace yiwang {
namespace {

/// Below this an article would more often annoy than answer.
constexpr double kWorthShowing = 0.35;
constexpr std::size_t kMostAnswers = 3;

std::vector<std::pair<std::uint64_t, const ArticleEntry*>> most_used(const ArticleBase& base, const Knowledge& knowledge) {
  struct Ranked {
    std::int64_t use;
    const ArticleEntry* entry;
  };
  std::vector<Ranked> ranked;
  for (const auto& [id, entry] : base.all()) {
    const auto counts = knowledge.counts(id);
    ranked.push_back({counts.used * 5 + counts.helped * 2 + counts.shown, &entry});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.use > b.use; });
  std::vector<std::pair<std::uint64_t, const ArticleEntry*>> out;
  for (const auto& each : ranked) out.emplace_back(each.entry->row.id, each.entry);
  return out;
}

}  // namespace

FoundArticle Knowledge::found(const ArticleBase& base, const Question& question, const KnowledgeHit& hit) const { return {*base.find(hit.id), hit, fits(question, hit)}; }

Knowledge::Page Knowledge::list(const Query& query) const {
  const auto now = base();
  const auto city = office_.city();
  const auto day = today();
  const auto wanted = [&](const ArticleEntry& entry) {
    const auto state = entry.state(day);
    if (query.state.empty() ? state == "retired" : query.state == "in_force" ? !entry.in_force() : state != query.state && !(entry.work && entry.work->row.state == query.state)) return false;
    const auto& c = entry.shown().content;
    if (!query.kind.empty() && entry.row.kind != query.kind) return false;
    if (!query.unit.empty() && !city->unit_within(c.unit, query.unit)) return false;
    if (!query.area.empty() && !covers_area(c, query.area, *city)) return false;
    return query.matter.empty() || covers_matter(c, query.matter) || std::any_of(c.matters.begin(), c.matters.end(), [&](const auto& code) { return code.starts_with(query.matter); });
  };
  Page out;
  out.question = read_question(query.text, *synonyms_);
  if (trim(query.text).empty()) {
    for (const auto& [id, entry] : most_used(*now, *this)) {
      if (!wanted(*entry)) continue;
      if (out.total >= query.from && out.items.size() < query.most) out.items.push_back({*entry, std::nullopt, 0});
      ++out.total;
    }
    return out;
  }
  const auto hits = now->index().find(out.question, query.from + query.most, [&](std::uint64_t id) {
    const bool fitting = wanted(*now->find(id));
    out.total += fitting ? 1 : 0;
    return fitting;
  });
  for (std::size_t i = query.from; i < hits.size(); ++i) out.items.push_back(found(*now, out.question, hits[i]));
  return out;
}

Knowledge::Page Knowledge::list_public(const std::string& text, std::size_t most) const {
  const auto now = base();
  const auto day = today();
  const auto open = [&](const ArticleEntry& entry) { return entry.in_force() && entry.force->content.open && entry.row.kind == "article" && valid_on(entry.force->content, day); };
  Page out;
  out.question = read_question(text, *synonyms_);
  if (trim(text).empty()) {
    for (const auto& [id, entry] : most_used(*now, *this)) {
      if (open(*entry) && out.items.size() < most) out.items.push_back({*entry, std::nullopt, 0});
    }
  } else {
    for (const auto& hit : now->index().find(out.question, most, [&](std::uint64_t id) { return open(*now->find(id)); })) out.items.push_back(found(*now, out.question, hit));
  }
  out.total = out.items.size();
  return out;
}

std::vector<FoundArticle> Knowledge::answers_for(std::string_view words, const std::string& matter, const std::string& area, bool for_citizens) const {
  const auto now = base();
  const auto city = office_.city();
  const auto day = today();
  const auto question = read_question(words, *synonyms_);
  const auto hits = now->index().find(question, kMostAnswers + 2, [&](std::uint64_t id) {
    const auto& entry = *now->find(id);
    if (!entry.in_force() || entry.row.kind != "article" || !valid_on(entry.force->content, day)) return false;
    if (!area.empty() && !covers_area(entry.force->content, area, *city)) return false;
    return !for_citizens || entry.force->content.open;
  });
  std::vector<FoundArticle> out;
  for (const auto& hit : hits) {
    auto each = found(*now, question, hit);
    // An article of the very matter is a little likelier, one of another class a little less; in odds, so that it stays a probability.
    const auto& c = each.entry.force->content;
    double odds = each.probability / std::max(1e-9, 1 - each.probability);
    if (!matter.empty() && !c.matters.empty()) {
      const bool same_class = std::any_of(c.matters.begin(), c.matters.end(), [&](const auto& code) { return code.substr(0, 2) == matter.substr(0, 2); });
      odds *= covers_matter(c, matter) ? 1.5 : same_class ? 1.0 : 0.7;
    }
    each.probability = odds / (1 + odds);
    if (each.probability >= kWorthShowing) out.push_back(std::move(each));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
  if (out.size() > kMostAnswers) out.resize(kMostAnswers);
  return out;
}

Result<ArticleEntry> Knowledge::article(std::uint64_t id) const {
  const auto now = base();
  const auto* entry = now->find(id);
  if (entry == nullptr) return refuse(Reason::unknown_article, {{"article", std::to_string(id)}});
  return *entry;
}

Result<ArticleEntry> Knowledge::public_article(std::uint64_t id) {
  const auto entry = article(id);
  if (!entry || !entry->in_force() || !entry->force->content.open || entry->row.kind != "article" || !valid_on(entry->force->content, today())) {
    return refuse(Reason::unknown_article, {{"article", std::to_string(id)}});
  }
  shown(id);
  return entry;
}

Result<ArticleVersion> Knowledge::version(std::uint64_t id, std::uint32_t version) const {
  auto row = office_.store().knowledge().find_version(id, version);
  if (!row) return refuse(Reason::unknown_edition, {{"version", std::to_string(version)}});
  return read_version(std::move(*row));
}

Result<std::vector<ArticleVersion>> Knowledge::versions(std::uint64_t id) const {
  if (auto known = article(id); !known) return tl::unexpected(known.error());
  std::vector<ArticleVersion> out;
  for (auto& row : office_.store().knowledge().versions_of(id)) out.push_back(read_version(std::move(row)));
  return out;
}

Result<Knowledge::Compared> Knowledge::compare(std::uint64_t id, std::uint32_t from, std::uint32_t to) const {
  const auto entry = article(id);
  if (!entry) return tl::unexpected(entry.error());
  if (to == 0) to = entry->row.newest;
  const auto a = version(id, from), b = version(id, to);
  if (!a) return tl::unexpected(a.error());
  if (!b) return tl::unexpected(b.error());
  return Compared{from, to, difference(a->content, b->content)};
}

}  // namespace yiwang
