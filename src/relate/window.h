#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "relate/telling.h"

namespace yiwang {

/// Tellings by serial, a ring in pages: new ones at the end, the oldest dropped from the front. Serials are never used twice.
class TellingWindow {
 public:
  std::uint32_t first() const { return first_; }
  std::uint32_t end() const { return end_; }
  bool holds(std::uint32_t serial) const { return serial >= first_ && serial < end_; }
  Telling& telling(std::uint32_t serial) { return page(serial).tellings[serial % kPage]; }
  const Telling& telling(std::uint32_t serial) const { return page(serial).tellings[serial % kPage]; }
  Sketch& sketch(std::uint32_t serial) { return page(serial).sketches[serial % kPage]; }
  const Sketch& sketch(std::uint32_t serial) const { return page(serial).sketches[serial % kPage]; }

  std::uint32_t push() {
    if (end_ % kPage == 0 || pages_.empty()) pages_.push_back(std::make_unique<Page>());
    return end_++;
  }
  void pop() {
    ++first_;
    if (first_ % kPage == 0) pages_.pop_front();
  }
  std::size_t bytes() const { return pages_.size() * sizeof(Page); }

  void save(std::string& out) const;
  bool load(std::string_view& in);

 private:
  static constexpr std::uint32_t kPage = 1024;
  struct Page {
    std::array<Telling, kPage> tellings;
    std::array<Sketch, kPage> sketches;
  };
  Page& page(std::uint32_t serial) const { return *pages_[serial / kPage - first_ / kPage]; }
  std::uint32_t first_ = 0;
  std::uint32_t end_ = 0;
  std::deque<std::unique_ptr<Page>> pages_;
};

}  // namespace yiwang
