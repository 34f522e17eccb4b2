#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yiwang::feel {

/// Why a value became null: a stable code (`wrong_type`, `unknown_name`, `divided_by_zero`, `too_many_steps`, ...), where in the text, and facts for a developer.
struct Problem {
  std::string code;
  std::size_t at = 0;
  std::string detail;
  bool operator==(const Problem&) const = default;
};

/// Collects the problems of one evaluation. Keeps the first hundred and counts the rest.
class Notes {
 public:
  void add(std::string_view code, std::size_t at, std::string detail = {}) {
    ++count_;
    if (problems_.size() >= 100) return;
    if (detail.size() > 300) {
      std::size_t end = 300;
      while (end > 0 && (static_cast<unsigned char>(detail[end]) & 0xc0) == 0x80) --end;
      detail.resize(end);
    }
    problems_.push_back({std::string(code), at, std::move(detail)});
  }
  const std::vector<Problem>& problems() const { return problems_; }
  std::size_t count() const { return count_; }
  bool empty() const { return count_ == 0; }

 private:
  std::vector<Problem> problems_;
  std::size_t count_ = 0;
};

}  // namespace yiwang::feel
