#include "base/calendar.h"

#include <algorithm>

namespace yiwang {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr int iso_weekday(local_days day) { return static_cast<int>(std::chrono::weekday{day}.iso_encoding()); }
// 1970-01-05, a Monday: weeks are counted from here.
constexpr local_days kMonday{days{4}};
// What a calendar that never opens answers: 9999-12-31.
constexpr Instant kNever{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};

long long floor_div(long long a, long long b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

Calendar::Calendar(WorkingHours rule, std::set<local_days> off, std::set<local_days> work)
    : rule_(std::move(rule)), off_(std::move(off)), work_(std::move(work)) {
  for (const auto& stretch : rule_.hours) open_per_day_ += stretch.to - stretch.from;
  for (int weekday = 1; weekday <= 7; ++weekday) days_before_weekday_[static_cast<std::size_t>(weekday)] =
      days_before_weekday_[static_cast<std::size_t>(weekday - 1)] + (rule_.weekdays.contains(weekday) ? 1 : 0);
  if (rule_.ignores_holidays) return;
  std::set<local_days> named = off_;
  named.insert(work_.begin(), work_.end());
  long long sum = 0;
  for (const auto day : named) {
    const bool by_week = rule_.weekdays.contains(iso_weekday(day));
    const bool by_name = work_.contains(day);
    if (by_week == by_name) continue;
    sum += by_name ? 1 : -1;
    exceptions_.push_back({day, by_name, sum});
  }
}

bool Calendar::is_working_day(local_days day) const {
  const auto found = std::lower_bound(exceptions_.begin(), exceptions_.end(), day, [](const Exception& e, local_days d) { return e.day < d; });
  if (found != exceptions_.end() && found->day == day) return found->works;
  return rule_.weekdays.contains(iso_weekday(day));
}

bool Calendar::is_open(Instant at) const {
  const auto local = to_local(at, rule_.offset);
  return open_stretch(local.since_midnight) && is_working_day(local.date);
}

bool Calendar::open_stretch(milliseconds of_day) const {
  return std::any_of(rule_.hours.begin(), rule_.hours.end(), [&](const DayHours& h) { return of_day >= h.from && of_day < h.to; });
}

bool Calendar::never_opens() const {
  return open_per_day_.count() == 0 || (days_before_weekday_[7] == 0 && std::none_of(exceptions_.begin(), exceptions_.end(), [](auto& e) { return e.works; }));
}

long long Calendar::working_days_before(local_days day) const {
  const long long since = (day - kMonday).count();
  const long long weeks = floor_div(since, 7);
  const auto left = static_cast<std::size_t>(since - weeks * 7);
  const auto after = std::lower_bound(exceptions_.begin(), exceptions_.end(), day, [](const Exception& e, local_days d) { return e.day < d; });
  const long long named = after == exceptions_.begin() ? 0 : std::prev(after)->sum;
  return weeks * days_before_weekday_[7] + days_before_weekday_[left] + named;
}

std::optional<local_days> Calendar::working_day_after(local_days day, long long n) const {
  // The first day d from `day` on with n + 1 working days in [day, d], by bisection: at most `reach` days away.
  const long long wanted = working_days_before(day) + n + 1;
  const int week = days_before_weekday_[7];
  if (week == 0) {
    for (auto d = exceptions_.begin(); d != exceptions_.end(); ++d) {
      if (d->day >= day && d->works && n-- == 0) return d->day;
    }
    return std::nullopt;
  }
  long long low = n;
  long long high = (n / week + 2) * 7 + 7 * static_cast<long long>(exceptions_.size());
  if (working_days_before(day + days{n * 7 / week + 14}) >= wanted) high = n * 7 / week + 13;
  while (low < high) {
    const long long middle = (low + high) / 2;
    if (working_days_before(day + days{middle + 1}) >= wanted) high = middle;
    else low = middle + 1;
  }
  return day + days{low};
}

milliseconds Calendar::open_before(milliseconds of_day) const {
  milliseconds sum{0};
  for (const auto& stretch : rule_.hours) {
    if (of_day > stretch.from) sum += std::min<milliseconds>(of_day, stretch.to) - stretch.from;
  }
  return sum;
}

milliseconds Calendar::open_until(Instant at) const {
  const auto local = to_local(at, rule_.offset);
  milliseconds sum = open_per_day_ * working_days_before(local.date);
  if (is_working_day(local.date)) sum += open_before(local.since_midnight);
  return sum;
}

Instant Calendar::next_opening(Instant from) const {
  const auto local = to_local(from, rule_.offset);
  if (is_working_day(local.date)) {
    for (const auto& stretch : rule_.hours) {
      if (local.since_midnight < stretch.from) return from_local({local.date, stretch.from}, rule_.offset);
      if (local.since_midnight < stretch.to) return from;
    }
  }
  const auto day = working_day_after(local.date + days{1}, 0);
  return day && !rule_.hours.empty() ? from_local({*day, rule_.hours.front().from}, rule_.offset) : kNever;
}

Instant Calendar::add(Instant from, milliseconds counted) const {
  if (never_opens()) return kNever;
  if (counted.count() <= 0) return next_opening(from);
  const auto local = to_local(from, rule_.offset);
  // Count from the start of that day, so that the rest is "the n-th working day, so far into it".
  const milliseconds total = counted + (is_working_day(local.date) ? open_before(local.since_midnight) : milliseconds{0});
  const long long whole_days = (total.count() - 1) / open_per_day_.count();
  milliseconds left = total - open_per_day_ * whole_days;
  const auto day = working_day_after(local.date, whole_days);
  if (!day) return kNever;
  for (const auto& stretch : rule_.hours) {
    const milliseconds length = stretch.to - stretch.from;
    if (left <= length) return from_local({*day, stretch.from + left}, rule_.offset);
    left -= length;
  }
  return kNever;
}

Instant Calendar::add_days(Instant from, int count) const {
  if (never_opens()) return kNever;
  const auto open = to_local(next_opening(from), rule_.offset);
  const auto day = working_day_after(open.date, std::max(count, 0));
  // Every working day has the same hours, so the time of day of an open moment is open on all of them.
  return day ? from_local({*day, open.since_midnight}, rule_.offset) : kNever;
}

milliseconds Calendar::between(Instant from, Instant to) const {
  return to <= from ? milliseconds{0} : open_until(to) - open_until(from);
}

}  // namespace yiwang
