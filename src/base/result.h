#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "contract/reasons.h"

namespace yiwang {

/// Why something was refused: a stable reason, facts to build a sentence from, the offending field. Never prose; screens translate.
struct Refusal {
  Reason reason;
  std::vector<std::pair<std::string, std::string>> facts = {};
  std::string field = {};

  bool operator==(const Refusal&) const = default;
};

/// A value or the reason why there is none. Exceptions are kept for broken machinery (disk full, database gone).
template <class T>
using Result = tl::expected<T, Refusal>;

/// For functions that succeed without a value.
using Done = Result<std::monostate>;
inline Done done() { return std::monostate{}; }

inline tl::unexpected<Refusal> refuse(Reason reason, std::vector<std::pair<std::string, std::string>> facts = {}, std::string field = {}) {
  return tl::unexpected<Refusal>(Refusal{reason, std::move(facts), std::move(field)});
}

/// The reader of a closed list of words, e.g. `parse<Stage>("received")`.
template <class Enum>
constexpr std::optional<Enum> parse(std::string_view code) {
  return parse_code(code, static_cast<Enum*>(nullptr));
}

}  // namespace yiwang
