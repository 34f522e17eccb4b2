#pragma once
#include <string>
#include <vector>

#include "flow/forms/registry.h"

namespace yiwang::forms::detail {

/// What of one value successful keywords have looked at, for unevaluatedProperties and unevaluatedItems: by position.
struct Seen {
  std::vector<char> members;
  std::vector<char> items;

  void take(const Seen& other);
};

/// One validation. Recursion is bounded: by depth, and by work for schemas that grow too much.
class Run {
 public:
  explicit Run(const Registry& registry) : registry_(registry) {}

  bool check(const Value& schema, const Value& data, Seen& seen);
  std::vector<Problem> take() { return std::move(problems_); }
  /// Whether a limit was met, so that the result says nothing.
  bool exhausted() const { return exhausted_; }

 private:
  bool keywords(const Value& schema, const Object& object, const Value& data, Seen& seen);
  bool references(const Value& schema, const Value& data, Seen& seen);
  bool any_type(const Value& schema, const Object& object, const Value& data);
  bool numbers(const Value& schema, const Object& object, const Value& data);
  bool strings(const Value& schema, const Object& object, const Value& data);
  bool combined(const Value& schema, const Object& object, const Value& data, Seen& seen);
  bool conditional(const Object& object, const Value& data, Seen& seen);
  bool arrays(const Value& schema, const Object& object, const Value& data, Seen& seen);
  bool contains(const Value& schema, const Object& object, const Value& data, Seen& seen);
  bool objects(const Value& schema, const Object& object, const Value& data, Seen& seen);
  bool members(const Value& schema, const Object& object, const Object& data, Seen& seen);
  bool dependent(const Value& schema, const Object& object, const Value& data, Seen& seen);
  bool unevaluated(const Object& object, const Value& data, Seen& seen);

  /// Notes a problem at the present place; always false.
  bool wrong(const Value& schema, std::string keyword, std::vector<std::pair<std::string, std::string>> facts = {});
  /// Tries without leaving problems behind.
  bool holds(const Value& schema, const Value& data, Seen& seen);
  /// Goes down to a member or item.
  bool below(const Value& schema, const Value& data, const std::string& token);

  const Registry& registry_;
  std::vector<Problem> problems_;
  std::vector<const Resource*> scope_;
  std::string at_;
  int depth_ = 0;
  int quiet_ = 0;
  std::size_t work_ = 0;
  bool exhausted_ = false;
};

std::size_t length_of(std::string_view text);

}  // namespace yiwang::forms::detail
