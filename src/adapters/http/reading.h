#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "adapters/http/exchange.h"
#include "base/json.h"
#include "base/text.h"

namespace yiwang {

// Reading what callers send, strictly: every field known, of its type, within its length; the refusal names the field.

/// An object with at least the `required` members, none an empty text. A `point` has both its numbers.
Result<json::Value> read_json(const Request& request, std::initializer_list<std::string_view> required);

template <class T>
Result<T> read_body(const Request& request, std::initializer_list<std::string_view> required) {
  auto value = read_json(request, required);
  if (!value) return tl::unexpected(value.error());
  T out{};
  if (auto ok = json::read(*value, out); !ok) return tl::unexpected(ok.error());
  return out;
}

/// Length in code points, and no control characters.
Done check_text(const std::string& text, std::size_t most, std::string_view field, std::size_t least = 0);

/// Reads query parameters one after another and remembers the first refusal; at the end unknown ones are refused too.
class Parameters {
 public:
  explicit Parameters(const Request& request) : request_(request) {}
  std::string text(std::string_view name, std::size_t most = 200);
  std::int64_t whole(std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most);
  std::optional<double> number(std::string_view name);
  std::optional<bool> yes_no(std::string_view name);
  std::optional<Instant> time(std::string_view name);
  /// `west,south,east,north`, in order and on earth.
  std::optional<Box> box(std::string_view name);
  template <class Enum>
  std::optional<Enum> word(std::string_view name) {
    const auto* given = take(name);
    if (given == nullptr) return std::nullopt;
    const auto found = parse<Enum>(*given);
    if (!found) fail({Reason::unknown_value, {{"value", shorten(*given, 100)}}, std::string(name)});
    return found;
  }
  /// One of a few words, the first when absent.
  std::string one_of(std::string_view name, std::initializer_list<std::string_view> words);
  /// `a,b,c`, each a word of the list.
  template <class Enum>
  std::vector<std::string> words(std::string_view name) {
    std::vector<std::string> out;
    const auto* given = take(name);
    if (given == nullptr) return out;
    for (const auto part : split(*given, ',')) {
      if (part.empty()) continue;
      if (!parse<Enum>(part)) fail({Reason::unknown_value, {{"value", shorten(std::string(part), 100)}}, std::string(name)});
      out.emplace_back(part);
    }
    return out;
  }
  void require(std::string_view name) {
    if (request_.parameter(name) == nullptr) fail({Reason::missing_field, {}, std::string(name)});
  }
  void fail(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
  }
  const std::optional<Refusal>& refusal() const { return refusal_; }
  /// The first thing wrong, also a parameter nobody asked for.
  Done done();

 private:
  const std::string* take(std::string_view name);
  const Request& request_;
  std::vector<std::string> known_;
  std::optional<Refusal> refusal_;
};

/// `"7"`, `W/"7"` or `7` -> 7; 0 when absent; nothing when unreadable.
std::optional<std::uint32_t> read_version(std::string_view if_match);
/// The case a path names.
Result<CaseId> read_case_id(const std::string& text);

}  // namespace yiwang
