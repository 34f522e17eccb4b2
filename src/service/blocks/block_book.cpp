#include "service/blocks/block_book.h"

#include "geo/tiles/z_order.h"
#include "service/blocks/small_counts.h"

namespace yiwang {
namespace {

constexpr std::int32_t kRecentMinutes = 90 * 24 * 60;

std::string shown(std::int64_t count, bool small_ones) {
  const auto value = shown_count(count, small_ones);
  return value ? std::to_string(*value) : "<" + std::to_string(kSmallCount);
}

/// A cell of a spreadsheet that is text, also where it begins like a formula.
std::string cell(const std::string& text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::vector<std::uint32_t> Block::most_cases(std::size_t most) const {
  std::vector<std::uint32_t> out;
  for (const auto& [address, counts] : by_address) {
    if (counts.any()) out.push_back(address);
  }
  std::sort(out.begin(), out.end(), [&](auto a, auto b) {
    const auto &x = by_address.at(a), &y = by_address.at(b);
    return std::tuple(y.recent + y.open, y.open, a) < std::tuple(x.recent + x.open, x.open, b);
  });
  if (out.size() > most) out.resize(most);
  return out;
}

BlockBook::BlockBook(std::shared_ptr<const City> city) : city_(std::move(city)) {
  std::unordered_map<std::string_view, std::uint32_t> row;
  for (std::uint32_t i = 0; i < city_->addresses.size(); ++i) {
    row.emplace(city_->addresses[i].code, i);
    address_at_.emplace(z_order(to_world(city_->addresses[i].point)), i);
  }
  for (std::uint32_t i = 0; i < city_->dwellings.size(); ++i) {
    if (const auto at = row.find(city_->dwellings[i].address); at != row.end()) dwelling_.emplace(at->second, i);
  }
  for (std::uint32_t i = 0; i < city_->firms.size(); ++i) {
    if (const auto at = row.find(city_->firms[i].address); at != row.end()) firms_.emplace(at->second, i);
  }
}

const Dwelling* BlockBook::dwelling(std::uint32_t address) const {
  const auto found = dwelling_.find(address);
  return found == dwelling_.end() ? nullptr : &city_->dwellings[found->second];
}

std::vector<const Firm*> BlockBook::firms(std::uint32_t address) const {
  std::vector<const Firm*> out;
  for (auto [from, to] = firms_.equal_range(address); from != to; ++from) out.push_back(&city_->firms[from->second]);
  std::sort(out.begin(), out.end(), [](const Firm* a, const Firm* b) { return a->code < b->code; });
  return out;
}

std::string BlockBook::address_name(const City& city, const Address& address) {
  std::string out;
  if (const auto* road = city.road(address.road)) out = road->name + address.number + (address.number.empty() ? "" : "号");
  if (const auto* estate = city.estate(address.estate)) out += (out.empty() ? "" : " ") + estate->name + address.building;
  return out.empty() ? address.code : out;
}

Block BlockBook::measure(Ground& ground, const CasePoints& points, CaseLook& look, Instant now) const {
  Block out;
  for (std::uint32_t i = 0; i < city_->addresses.size(); ++i) {
    const auto& address = city_->addresses[i];
    if (!ground.holds(address.area, address.point)) continue;
    out.addresses.push_back(i);
    if (const auto* home = dwelling(i)) {
      ++out.houses;
      out.people += home->people;
      out.households += home->households;
    }
    for (const auto* firm : firms(i)) {
      ++out.firms;
      out.firm_people += firm->people;
      auto& kind = out.firms_by_kind[firm->kind];
      ++kind.count;
      kind.people += firm->people;
    }
  }
  for (const auto& element : city_->elements) {
    if (ground.holds(element.area, element.point)) ++out.elements[element.kind];
  }
  const auto since = static_cast<std::int32_t>(now.time_since_epoch().count() / 60'000) - kRecentMinutes;
  points.each([&](const CasePoint& p) {
    const bool recent = p.opened_min >= since;
    if ((!p.open() && !recent) || !p.placed || !look.fits(p) || !ground.holds(points.words[p.area], from_world(z_point(p.key)))) return;
    const BlockCases one{p.open(), recent};
    out.cases += one;
    out.by_class[points.words[p.matter].substr(0, 2)] += one;
    if (const auto at = address_at_.find(p.key); at != address_at_.end()) out.by_address[at->second] += one;
  });
  return out;
}

std::string block_csv(const BlockBook& book, const Block& block, bool small_ones) {
  std::string out = "\xef\xbb\xbf地址编码,地址,网格,经度,纬度,层数,户数,人数,企业数,从业人数,企业,未结事件,近90天事件\r\n";
  const auto& city = book.city();
  for (const auto i : block.addresses) {
    const auto& address = city.addresses[i];
    const auto* home = book.dwelling(i);
    const auto firms = book.firms(i);
    std::int64_t workers = 0;
    std::string names;
    for (const auto* firm : firms) {
      workers += firm->people;
      names += (names.empty() ? "" : "；") + firm->name;
    }
    const auto cases = block.by_address.find(i);
    const auto counts = cases == block.by_address.end() ? BlockCases{} : cases->second;
    out += cell(address.code) + "," + cell(book.name(i)) + "," + cell(address.area) + "," + to_text(address.point) + "," + std::to_string(address.floors) + "," +
           shown(home != nullptr ? home->households : 0, small_ones) + "," + shown(home != nullptr ? home->people : 0, small_ones) + "," + std::to_string(firms.size()) + "," +
           shown(workers, small_ones) + "," + cell(names) + "," + std::to_string(counts.open) + "," + std::to_string(counts.recent) + "\r\n";
  }
  return out;
}

}  // namespace yiwang
