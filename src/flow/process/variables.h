#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "flow/feel/value.h"

namespace yiwang::process {

/// The data of one scope: few names, kept in the order they were first written, so that the same run always gives the same text.
class Variables {
 public:
  struct Entry {
    std::string name;
    feel::Value value;
    bool operator==(const Entry&) const = default;
  };
  Variables() = default;
  Variables(std::initializer_list<Entry> entries);
  const feel::Value* find(std::string_view name) const;
  void set(std::string_view name, feel::Value value);
  bool erase(std::string_view name);
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  bool operator==(const Variables& other) const;
  void clear() { entries_.clear(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  std::vector<Entry> entries_;
};

/// From a JSON object (anything else gives nothing) and back; {"urgent":1}.
Variables variables_from_json(const json::Value& object);
json::Value to_json(const Variables& variables);
feel::Value to_context(const Variables& variables);

}  // namespace yiwang::process
