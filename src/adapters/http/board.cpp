#include "adapters/http/board.h"

namespace yiwang {
namespace {

constexpr hours kKept{24 * 62};
constexpr std::size_t kPage = 2000;

template <class Enum>
Enum coded(const std::string& code, Enum fallback) {
  return parse<Enum>(code).value_or(fallback);
}

}  // namespace

Board::Board(Office& office) : office_(office) {
  subscription_ = office_.live().subscribe(
      [this](const LiveEvent& event) {
        const std::lock_guard lock(changed_mutex_);
        changed_.insert(event.case_id);
      },
      0);
}

Board::~Board() { office_.live().unsubscribe(subscription_); }

std::uint32_t Board::word(const std::string& text) {
  const auto [found, fresh] = word_place_.emplace(text, static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.push_back(text);
  return found->second;
}

void Board::put(const CaseRow& row) {
  Row out;
  out.id = row.id;
  out.opened_ms = row.opened_ms;
  out.updated_ms = row.updated_ms;
  out.closed_ms = row.closed_ms;
  out.lon = row.lon;
  out.lat = row.lat;
  out.unit = word(row.unit);
  out.area = word(row.area);
  out.matter = word(row.matter);
  out.reports = row.reports;
  out.stage = coded(row.stage, Stage::received);
  out.channel = coded(row.channel, Channel::web);
  out.urgency = coded(row.urgency, Urgency::ordinary);
  out.late = row.clock == "overdue" ? Row::Late::overdue : row.clock == "near" ? Row::Late::near : Row::Late::no;
  out.queued = row.stage == "received";
  out.rehearsal = row.rehearsal;
  const auto [found, fresh] = place_.emplace(row.id, rows_.size());
  if (fresh) rows_.push_back(out);
  else rows_[found->second] = out;
}

void Board::fill(Instant now) {
  const auto oldest = (now - kKept).time_since_epoch().count();
  std::uint64_t after = 0;
  while (true) {
    const auto page = office_.store().case_rows_after(after, kPage);
    for (const auto& row : page) {
      if (row.closed_ms == 0 || row.closed_ms >= oldest || row.opened_ms >= oldest) put(row);
      after = row.id;
    }
    if (page.size() < kPage) break;
  }
  filled_ = true;
  trimmed_ = now;
}

void Board::refresh(Instant now) {
  std::unordered_set<std::uint64_t> changed;
  {
    const std::lock_guard lock(changed_mutex_);
    changed.swap(changed_);
  }
  if (!filled_) fill(now);
  for (const auto id : changed) {
    if (const auto row = office_.store().find_case(id)) put(*row);
  }
  if (now - trimmed_ > hours{24}) {
    rows_.clear();
    place_.clear();
    fill(now);
  }
}

void Board::with_rows(Instant now, const std::function<void(const std::vector<Row>&, const std::vector<std::string>&)>& look) {
  const std::lock_guard lock(mutex_);
  refresh(now);
  look(rows_, words_);
}

}  // namespace yiwang
