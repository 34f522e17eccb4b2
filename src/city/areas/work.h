#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "city/areas/apply.h"
#include "city/areas/new_codes.h"

namespace yiwang {

/// The areas of a city while a plan is made of them: what changed lies over what is. One for each call of `apply_plan`.
class AreaWork {
 public:
  explicit AreaWork(const City& city);

  const Area* find(const std::string& code) const;
  /// Codes of the areas right below one in its own layer, in order of code.
  std::vector<std::string> children(const std::string& code) const;
  /// Areas of one layer and kind whose boxes touch a shape, without the one called `but`.
  std::vector<std::string> near(const std::string& layer, AreaKind kind, const MultiPolygon& shape, const std::string& but = {}) const;

  // --- the pieces every change is made of. `what` is the kind of change that goes into the history.
  void put(Area area, std::string_view what);
  void end(const std::string& code, std::string_view what);
  /// A new code under a parent; empty (and a refusal from `run`) when all are used up.
  std::string new_code(AreaKind kind, const std::string& layer, const std::string& parent, const Area* like);
  /// Takes `piece` from one area's ground or adds it; an area without a shape is left as it is.
  void take(const std::string& code, const MultiPolygon& piece, std::string_view what);
  void give(const std::string& code, const MultiPolygon& piece, std::string_view what);
  /// Areas above `from` and `to` (in the territorial layer) up to the one both lie in lose and gain the piece.
  void move_above(const std::string& from, const std::string& to, const MultiPolygon& piece, std::string_view what);
  /// What lies below `from` inside the piece goes below `to`: whole areas under it, cut ones to the neighbour there with the longest common border.
  Done move_below(const std::string& from, const std::string& to, const MultiPolygon& piece, std::string_view what);
  /// Puts an area and all below it under another parent, with codes of the new parent where codes tell. Returns its code after.
  Result<std::string> rehome(const std::string& code, const std::string& parent, std::string_view what);
  /// An area got another code without its ground being cut; for areas without a shape the only trace.
  void link(const std::string& before, const std::string& after) { state_.links.emplace_back(before, after); }

  AreaOutcome finish(std::vector<AreaStepReport> steps) const;
  const City& city() const { return city_; }
  /// Codes that were put here and stand; codes that ended here.
  std::set<std::string> snapshot_codes() const;
  const std::set<std::string>& ended_codes() const { return state_.ended; }
  /// Goes on from where a copy of this one got to.
  void take_over(AreaWork&& tried) { state_ = std::move(tried.state_); }

 private:
  struct State {
    std::shared_ptr<const NewCodes> codes;   // of the city; `given` on top
    std::map<std::string, Area> over;
    std::set<std::string> ended, given;
    std::map<std::string, std::string> change_of;
    std::vector<std::pair<std::string, std::string>> links;
  };
  const City& city_;
  std::shared_ptr<const std::unordered_map<std::string, std::vector<std::string>>> children_;   // of the city as it is
  State state_;
};

Refusal cannot_redraw(std::string why, std::string area = {}, std::string field = {});

/// One change; what it made and ended goes into the report.
Done make_change(AreaWork& work, const AreaChange& change, AreaStepReport& report);
/// Takes back what a plan of the city's history changed.
Done undo_plan(AreaWork& work, const std::string& plan, AreaStepReport& report);

}  // namespace yiwang
