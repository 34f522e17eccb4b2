#include "service/knowledge/knowledge.h"

#include <charconv>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr const char* kSeeded = "knowledge_seeded";
constexpr std::size_t kMostVotes = 200'000;

std::optional<std::pair<std::uint64_t, std::uint32_t>> read_citation(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) return std::nullopt;
  std::uint64_t id = 0;
  std::uint32_t version = 0;
  const auto* middle = text.data() + at;
  const auto* end = text.data() + text.size();
  const auto a = std::from_chars(text.data(), middle, id);
  const auto b = std::from_chars(middle + 1, end, version);
  if (a.ec != std::errc{} || a.ptr != middle || b.ec != std::errc{} || b.ptr != end) return std::nullopt;
  return std::pair{id, version};
}

}  // namespace

Knowledge::Knowledge(Parts parts, KnowledgeFiles files) : office_(parts.office), notices_(parts.notices), synonyms_(std::move(files.synonyms)) {
  seed(files.articles);
  refresh();
}

Knowledge::~Knowledge() {
  try {
    write_counts();
  } catch (const std::exception&) {
    // The store is gone; counts of the last second are not worth more.
  }
}

void Knowledge::seed(const std::vector<FiledArticle>& articles) {
  auto& store = office_.store();
  if (articles.empty() || store.setting(kSeeded)) return;
  const auto now = office_.now().time_since_epoch().count();
  const auto city = office_.city();
  for (const auto& each : articles) {
    if (each.code.empty() || !check_article(each.content, *city)) continue;       // the city's check names it
    ArticleRow row;
    row.code = each.code;
    row.kind = each.kind;
    row.force = row.newest = 1;
    row.created_ms = row.updated_ms = now;
    ArticleVersionRow version;
    version.version = 1;
    version.state = "in_force";
    version.content = json::to_text(each.content);
    version.made_ms = version.approved_ms = now;
    store.knowledge().add_article(row, version);
  }
  store.set_setting(kSeeded, std::to_string(articles.size()));
}

std::shared_ptr<const ArticleBase> Knowledge::base() const {
  const std::shared_lock lock(base_guard_);
  return base_;
}

std::string Knowledge::today() const { return day_text(office_.now(), office_.city()->offset); }

void Knowledge::refresh() {
  auto fresh = std::make_shared<const ArticleBase>(office_.store().knowledge(), *office_.city(), synonyms_);
  {
    const std::lock_guard lock(counting_);
    kept_.clear();
    for (const auto& [id, entry] : fresh->all()) kept_[id] = {id, entry.row.shown, entry.row.used, entry.row.helped, entry.row.not_helped, entry.row.deflected};
  }
  const std::unique_lock lock(base_guard_);
  base_ = std::move(fresh);
}

void Knowledge::catch_up() {
  const auto present = base();
  if (office_.store().knowledge().change_number() != present->change_number() || office_.city()->version != present->city_version()) refresh();
}

void Knowledge::count(const ArticleUse& use) {
  const std::lock_guard lock(counting_);
  auto& sum = counted_[use.article];
  sum.article = use.article;
  sum += use;
}

ArticleUse Knowledge::counts(std::uint64_t id) const {
  const std::lock_guard lock(counting_);
  ArticleUse out;
  out.article = id;
  if (const auto it = kept_.find(id); it != kept_.end()) out += it->second;
  if (const auto it = counted_.find(id); it != counted_.end()) out += it->second;
  return out;
}

void Knowledge::write_counts() {
  // One at a time with changes: what is kept and what is counted must not be read in between.
  const std::lock_guard changing(changing_);
  std::vector<ArticleUse> uses;
  {
    const std::lock_guard lock(counting_);
    for (const auto& [id, use] : counted_) uses.push_back(use);
  }
  if (uses.empty()) return;
  std::sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.article < b.article; });
  office_.store().knowledge().count(uses);
  const std::lock_guard lock(counting_);
  for (const auto& use : uses) {
    kept_[use.article] += use;
    auto& left = counted_[use.article];
    left.shown -= use.shown;
    left.used -= use.used;
    left.helped -= use.helped;
    left.not_helped -= use.not_helped;
    left.deflected -= use.deflected;
    if (left.shown == 0 && left.used == 0 && left.helped == 0 && left.not_helped == 0 && left.deflected == 0) counted_.erase(use.article);
  }
}

Done Knowledge::vote(std::uint64_t id, bool helped) {
  const auto now = base();
  if (now->find(id) == nullptr) return refuse(Reason::unknown_article, {{"article", std::to_string(id)}});
  count({id, 0, 0, helped ? 1 : 0, helped ? 0 : 1, 0});
  return done();
}

Done Knowledge::vote_public(std::uint64_t id, bool helped, bool no_report, const std::string& address) {
  const auto now = base();
  const auto day = today();
  const auto* entry = now->find(id);
  if (entry == nullptr || !entry->in_force() || !entry->force->content.open || !valid_on(entry->force->content, day)) return refuse(Reason::unknown_article, {{"article", std::to_string(id)}});
  {
    const std::lock_guard lock(counting_);
    if (voted_on_ != day || voted_.size() >= kMostVotes) {
      voted_.clear();
      voted_on_ = day;
    }
    if (!voted_.insert(stable_hash(address + "/" + std::to_string(id) + "/" + day)).second) return done();
  }
  count({id, 0, 0, helped ? 1 : 0, helped ? 0 : 1, helped && no_report ? 1 : 0});
  return done();
}

Done Knowledge::may_cite(const std::string& citation) const {
  const auto cited = read_citation(citation);
  if (!cited) return refuse(Reason::wrong_type, {{"wanted", "article@version"}}, "article");
  const auto now = base();
  const auto* entry = now->find(cited->first);
  if (entry == nullptr || !entry->in_force() || entry->row.force != cited->second) return refuse(Reason::unknown_article, {{"article", shorten(citation, 40)}}, "article");
  return done();
}

void Knowledge::cited(const std::string& citation) {
  if (const auto cited = read_citation(citation)) count({cited->first, 0, 1, 0, 0, 0});
}

void Knowledge::round(Instant now) {
  write_counts();
  const std::lock_guard changing(changing_);
  catch_up();
  remind(now);
}

void Knowledge::remind(Instant now) {
  constexpr std::size_t kMostARound = 50;
  const auto city = office_.city();
  const auto day = day_text(now, city->offset);
  const auto present = base();
  std::size_t sent = 0;
  for (const auto& [id, entry] : present->all()) {
    if (sent >= kMostARound) break;
    if (!entry.review_due(day)) continue;
    const auto due = start_of(entry.force->content.review_on, city->offset).time_since_epoch().count();
    if (entry.row.reminded_ms == due) continue;
    Notice notice;
    notice.key = "knowledge/" + std::to_string(id) + "/" + entry.force->content.review_on;
    notice.to = "unit:" + entry.force->content.unit;
    notice.what = "article_review_due";
    notice.due_ms = due;
    json::Object body{{"article", id}, {"code", entry.row.code}, {"title", entry.force->content.title}, {"review_on", entry.force->content.review_on}};
    notice.body = boost::json::serialize(body);
    // Told again after a crash in between; receivers drop repeats by the key.
    if (!notices_.send(notice)) break;
    auto row = entry.row;
    row.reminded_ms = due;
    office_.store().knowledge().change_article(row, {});
    ++sent;
  }
  if (sent > 0) refresh();
}

void Knowledge::audit(const Identity& who, const char* what, const ArticleRow& row, const std::string& reason, const Asking& asking) {
  office_.audit(who.login, what, "article " + row.code, reason, asking);
}

}  // namespace yiwang
