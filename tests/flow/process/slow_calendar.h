#pragma once
#include <set>
#include <vector>

#include "base/calendar.h"

namespace yiwang::process {

/// Working time the slow and obvious way: one flag for each minute. For whole minutes within the span it was made for.
class SlowCalendar {
 public:
  SlowCalendar(const WorkingHours& rule, const std::set<std::chrono::local_days>& off, const std::set<std::chrono::local_days>& work, Instant from, int days) : from_(from) {
    for (int i = 0; i < days * 1440; ++i) {
      const auto local = to_local(from + minutes{i}, rule.offset);
      const auto weekday = static_cast<int>(std::chrono::weekday{local.date}.iso_encoding());
      bool works = rule.weekdays.contains(weekday);
      if (off.contains(local.date)) works = false;
      if (work.contains(local.date)) works = true;
      bool open = false;
      for (const auto& stretch : rule.hours) open = open || (works && local.since_midnight >= stretch.from && local.since_midnight < stretch.to);
      open_.push_back(open);
      works_.push_back(works);
    }
  }
  bool open(Instant at) const { return open_[index(at)]; }
  bool works(Instant at) const { return works_[index(at)]; }
  bool opens_before(Instant at) const { return open_[index(at) - 1]; }
  Instant next_open(Instant at) const {
    while (!open(at)) at += minutes{1};
    return at;
  }
  Instant add(Instant at, minutes counted) const {
    at = next_open(at);
    for (auto left = counted.count(); left > 0; at += minutes{1}) {
      if (open(at)) --left;
    }
    return at;
  }
  Instant add_days(Instant at, int days) const {
    at = next_open(at);
    while (days > 0) {
      at += hours{24};
      if (works(at)) --days;
    }
    return at;
  }
  std::int64_t between(Instant from, Instant to) const {
    std::int64_t out = 0;
    for (; from < to; from += minutes{1}) out += open(from) ? 1 : 0;
    return out;
  }

 private:
  std::size_t index(Instant at) const { return static_cast<std::size_t>(std::chrono::duration_cast<minutes>(at - from_).count()); }
  Instant from_;
  std::vector<bool> open_, works_;
};

}  // namespace yiwang::process
