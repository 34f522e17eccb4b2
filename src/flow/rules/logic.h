#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "flow/feel/function.h"
#include "flow/feel/scope.h"
#include "flow/rules/outcome.h"

namespace yiwang::dmn::detail {

struct House;

/// What an evaluation leaves behind beside its value. Functions made on the way keep it, so it may outlive the evaluation.
struct Record {
  bool explain = false;
  std::vector<TableExplanation> tables;
};

/// One way through compiled logic.
struct Walk {
  feel::Run& run;
  const std::shared_ptr<const House>& house;
  const std::shared_ptr<Record>& record;
  std::string_view element;  ///< the decision or knowledge model that is being worked out
};

/// An expression box, compiled. Immutable.
class Logic {
 public:
  virtual ~Logic() = default;
  /// The value, made to fit the declared type.
  feel::Value value(const feel::Scope& scope, Walk& walk) const {
    // Boxes take room on the stack as calls do, so they count as much.
    if (walk.run.depth >= feel::kMaxDepth) {
      walk.run.note("too_deep", 0);
      return {};
    }
    ++walk.run.depth;
    auto out = run(scope, walk);
    --walk.run.depth;
    if (type_ == nullptr || (type_->what == feel::Type::What::any && !type_->allowed)) return out;
    return feel::coerce(out, *type_, walk.run.notes);
  }
  /// Adds the names that must come from around it.
  virtual void needs(std::vector<std::string>& names) const = 0;
  void set_type(feel::TypePtr type) { type_ = std::move(type); }
  const feel::TypePtr& type() const { return type_; }

 private:
  virtual feel::Value run(const feel::Scope& scope, Walk& walk) const = 0;
  feel::TypePtr type_;
};
using LogicPtr = std::shared_ptr<const Logic>;

}  // namespace yiwang::dmn::detail
