#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flow/feel/notes.h"
#include "flow/feel/value.h"

namespace yiwang::feel {

class Type;
class UnaryTests;
using TypePtr = std::shared_ptr<const Type>;

/// A FEEL type (DMN 10.3.2.9): built-in, or made of others. Immutable.
class Type {
 public:
  enum class What { any, null, boolean, number, string, date, time, date_time, years_months, days_time, list, context, range, function };
  What what = What::any;
  TypePtr element;                                         ///< of list and range; nullptr = Any
  std::vector<std::pair<std::string, TypePtr>> members;    ///< of a context
  std::vector<TypePtr> parameters;                         ///< of a function
  TypePtr result;                                          ///< of a function
  /// allowedValues of an item definition: a value that does not satisfy it does not conform. For lists it holds for each element unless `whole`.
  std::function<bool(const Value&)> allowed;

  static TypePtr any();
  /// `number`, `string`, `boolean`, `date`, `time`, `date and time` (`dateTime`), `days and time duration` (`dayTimeDuration`), `years and months duration`
  /// (`yearMonthDuration`), `Any`, `Null`, `list`, `context`, `range`, `function`; nullptr for others.
  static TypePtr built_in(std::string_view name);
  static TypePtr list_of(TypePtr element);
  static TypePtr context_of(std::vector<std::pair<std::string, TypePtr>> members);
  static TypePtr range_of(TypePtr element);
  static TypePtr function_of(std::vector<TypePtr> parameters, TypePtr result);
  /// A copy that also checks its values.
  static TypePtr restricted(const TypePtr& type, std::function<bool(const Value&)> allowed);

  std::string to_text() const;
};

/// "instance of": the kinds alone, without `allowed`; null is an instance of Null only.
bool instance_of(const Value& value, const Type& type);
/// Whether a value may stand where the type is wanted: null does everywhere, others must be an instance and be allowed.
bool conforms(const Value& value, const Type& type);
/// The implicit conversions of DMN 10.3.2.9.4: as is, to a singleton list, from a singleton list, date to date and time. Null with a problem noted
/// (`wrong_type`) when nothing fits.
Value coerce(const Value& value, const Type& type, Notes* notes = nullptr);

}  // namespace yiwang::feel
