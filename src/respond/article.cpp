#include "respond/article.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace yiwang {
namespace {

Done check_words(const std::string& text, std::size_t most, std::string field, bool needed = false) {
  if (broken_utf8_at(text) != std::string_view::npos || has_control(text)) return refuse(Reason::bad_text, {}, std::move(field));
  if (needed && trim(text).empty()) return refuse(Reason::missing_field, {}, std::move(field));
  if (count_codepoints(text) > most) return refuse(Reason::out_of_range, {{"most", std::to_string(most)}}, std::move(field));
  return done();
}

/// One line: files hold such a field in one.
Done check_line(const std::string& text, std::size_t most, std::string field, bool needed = false) {
  if (text.find_first_of("\r\n") != std::string::npos) return refuse(Reason::bad_text, {}, std::move(field));
  return check_words(text, most, std::move(field), needed);
}

Done check_list(const std::vector<std::string>& list, std::size_t most, std::size_t longest, const std::string& field) {
  if (list.size() > most) return refuse(Reason::out_of_range, {{"most", std::to_string(most)}}, field);
  for (const auto& each : list) {
    if (each.find('|') != std::string::npos) return refuse(Reason::bad_text, {}, field);
    if (auto ok = check_line(each, longest, field, true); !ok) return ok;
  }
  return done();
}

std::optional<std::chrono::year_month_day> read_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3];
  const std::pair<std::size_t, std::size_t> places[]{{0, 4}, {5, 2}, {8, 2}};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto part = text.substr(places[i].first, places[i].second);
    const auto read = std::from_chars(part.data(), part.data() + part.size(), parts[i]);
    if (read.ec != std::errc{} || read.ptr != part.data() + part.size()) return std::nullopt;
  }
  const std::chrono::year_month_day day{std::chrono::year{parts[0]}, std::chrono::month{static_cast<unsigned>(parts[1])}, std::chrono::day{static_cast<unsigned>(parts[2])}};
  if (!day.ok() || parts[0] < 1900 || parts[0] > 2200) return std::nullopt;
  return day;
}

}  // namespace

bool is_article_code(std::string_view code) {
  if (code.size() < 2 || code.size() > 64 || code.front() == '-') return false;
  return std::all_of(code.begin(), code.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_day(std::string_view text) { return read_day(text).has_value(); }

std::string day_text(Instant at, minutes offset) { return to_text(at, offset).substr(0, 10); }

Instant start_of(std::string_view day, minutes offset) {
  const auto read = read_day(day);
  return read ? from_local({std::chrono::local_days{*read}, milliseconds{0}}, offset) : Instant{};
}

Done check_article(const ArticleContent& a, const City& city) {
  if (auto ok = check_line(a.title, 200, "title", true); !ok) return ok;
  if (auto ok = check_line(a.title_en, 200, "title_en"); !ok) return ok;
  if (auto ok = check_list(a.questions, 30, 200, "questions"); !ok) return ok;
  if (auto ok = check_list(a.keywords, 50, 40, "keywords"); !ok) return ok;
  if (auto ok = check_words(a.answer, 20'000, "answer", true); !ok) return ok;
  if (auto ok = check_words(a.notes, 20'000, "notes"); !ok) return ok;
  if (a.unit.empty()) return refuse(Reason::missing_field, {}, "unit");
  if (city.unit(a.unit) == nullptr) return refuse(Reason::unknown_unit, {{"unit", shorten(a.unit, 40)}}, "unit");
  if (a.matters.size() > 50) return refuse(Reason::out_of_range, {{"most", "50"}}, "matters");
  if (a.areas.size() > 100) return refuse(Reason::out_of_range, {{"most", "100"}}, "areas");
  for (const auto& matter : a.matters) {
    if (city.matter(matter) == nullptr) return refuse(Reason::unknown_matter, {{"matter", shorten(matter, 40)}}, "matters");
  }
  for (const auto& area : a.areas) {
    if (city.area(area) == nullptr) return refuse(Reason::unknown_area, {{"area", shorten(area, 40)}}, "areas");
  }
  const std::pair<const std::string*, const char*> days[]{{&a.valid_from, "valid_from"}, {&a.valid_to, "valid_to"}, {&a.review_on, "review_on"}};
  for (const auto& [day, field] : days) {
    if (!day->empty() && !is_day(*day)) return refuse(Reason::wrong_type, {{"wanted", "day"}}, field);
  }
  if (!a.valid_from.empty() && !a.valid_to.empty() && a.valid_to < a.valid_from) return refuse(Reason::out_of_range, {{"least", a.valid_from}}, "valid_to");
  return done();
}

bool valid_on(const ArticleContent& content, std::string_view day) {
  return (content.valid_from.empty() || content.valid_from <= day) && (content.valid_to.empty() || day <= content.valid_to);
}

bool covers_matter(const ArticleContent& content, std::string_view matter) {
  return !matter.empty() && std::any_of(content.matters.begin(), content.matters.end(), [&](const auto& code) { return matter.starts_with(code); });
}

bool covers_area(const ArticleContent& content, std::string_view area, const City& city) {
  return content.areas.empty() || std::any_of(content.areas.begin(), content.areas.end(), [&](const auto& code) { return city.area_within(area, code); });
}

}  // namespace yiwang
