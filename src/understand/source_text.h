#pragma once
#include <string_view>
#include <vector>

namespace yiwang {

/// Cuts UTF-8 by code points: one walk when made, then each cut is constant time. The text must outlive it.
class SourceText {
 public:
  explicit SourceText(std::string_view text) : text_(text) {
    starts_.reserve(text.size() / 2 + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) starts_.push_back(static_cast<std::uint32_t>(i));
    }
    starts_.push_back(static_cast<std::uint32_t>(text.size()));
  }
  std::size_t size() const { return starts_.size() - 1; }
  std::string_view between(std::size_t from, std::size_t to) const {
    const std::size_t last = starts_.size() - 1;
    from = from < last ? from : last;
    to = to < last ? to : last;
    return from < to ? text_.substr(starts_[from], starts_[to] - starts_[from]) : std::string_view{};
  }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace yiwang
