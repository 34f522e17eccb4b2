#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace yiwang::forms {

namespace detail {
struct Registry;
}

/// Where data do not fit, and which keyword says so. Never prose; screens translate the keyword with its facts.
struct Problem {
  std::string at;         ///< JSON pointer into the data; empty: the whole
  std::string keyword;    ///< `required`, `maximum`, `format`...; `false` for a schema that allows nothing; `too_deep`, `too_much` when the limits were met
  std::string schema_at;  ///< JSON pointer of the keyword's schema within its document
  std::vector<std::pair<std::string, std::string>> facts = {};  ///< e.g. `limit`, `property`, `wanted`

  bool operator==(const Problem&) const = default;
};

struct Options {
  /// Whether `format` refuses (forms want that) or is only a remark, which is what the specification has without the format-assertion vocabulary.
  bool assert_formats = true;
  /// Other schemas by their absolute URI, for `$ref`. Nothing is ever fetched. The meta-schema of 2020-12 is known.
  std::map<std::string, json::Value> documents = {};
  /// Problems reported at most.
  std::size_t most_problems = 200;
};

/// A JSON Schema of draft 2020-12, ready to validate. Immutable, cheap to copy, safe to share between threads.
class Schema {
 public:
  /// Refused with `malformed` (facts `at` JSON pointer, `keyword`, `detail`) where the schema itself is not valid, a pattern is no regular expression or a `$ref`
  /// leads nowhere.
  static Result<Schema> compile(const json::Value& schema, const Options& options = {});
  static Result<Schema> parse(std::string_view text, const Options& options = {});

  /// Empty when the data fit. All problems are reported, those of alternatives (anyOf, oneOf, if) summed up as one.
  std::vector<Problem> validate(const json::Value& data) const;
  const json::Value& document() const;

 private:
  std::shared_ptr<const detail::Registry> registry_;
};

}  // namespace yiwang::forms
