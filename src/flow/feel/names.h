#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "flow/feel/type.h"

namespace yiwang::feel {

/// One spelling for each name: white space runs to one space, none at the ends, none around `. / - ' + *`.
std::string normalise_name(std::string_view name);

/// The names known while an expression is parsed. They decide how names with spaces and operators are read (longest match) and where values are looked for
/// first. Unknown names are not an error: they are looked up by name when evaluated. A name's position is its slot in a Scope made from the same Names.
/// Copies share nothing. Build it before parsing; parsing from several threads at once is fine.
class Names {
 public:
  Names() = default;
  /// Everything known in `outer` is known too; `outer` must outlive this while parsing.
  explicit Names(const Names* outer) : outer_(outer) {}

  /// Adds a variable; its type (when given) also teaches the names of its members. Returns its slot; adding again returns the same and updates the type.
  std::size_t add(std::string_view name, TypePtr type = nullptr);
  /// A word that is not a variable but may follow a dot, e.g. a member with spaces of a value whose type is not known.
  void add_member(std::string_view name);
  /// A named type for `instance of`, function parameters and `allowed` checks.
  void add_type(std::string_view name, TypePtr type);

  const std::vector<std::string>& slots() const { return *slots_; }
  std::shared_ptr<const std::vector<std::string>> layout() const { return slots_; }
  std::ptrdiff_t slot(std::string_view name) const;  ///< -1 when not of this level
  TypePtr type_of(std::string_view name) const;      ///< of a variable, outer ones included; nullptr when unknown
  TypePtr type_named(std::string_view name) const;   ///< a named type, outer ones included
  const Names* outer() const { return outer_; }
  /// Whether a variable is known, outer ones included.
  bool knows(std::string_view name) const;
  /// The longest known name that is no plain word (`Applicant Age`, `a-b`) and stands at `at`: its end in the text, or 0; all levels. With `members`
  /// the words that may follow a dot count too.
  std::size_t longest_special(std::string_view text, std::size_t at, bool members, std::string& name) const;
  /// The same for named types (plain words too).
  std::size_t longest_type(std::string_view text, std::size_t at, std::string& name) const;

 private:
  void learn(const Type& type);
  const Names* outer_ = nullptr;
  std::shared_ptr<std::vector<std::string>> slots_ = std::make_shared<std::vector<std::string>>();
  std::vector<TypePtr> types_;
  std::map<std::string, TypePtr, std::less<>> named_types_;
  std::vector<std::string> special_;
  std::vector<std::string> special_members_;
};

/// Whether a normalised name stands in the text at `at` (spaces in the text may be wider, and stand around `. / - ' + *`); its end, or 0.
std::size_t match_name(std::string_view text, std::size_t at, std::string_view name);
/// Whether a name is one plain word, which needs no look-up to be read.
bool is_word(std::string_view name);

}  // namespace yiwang::feel
