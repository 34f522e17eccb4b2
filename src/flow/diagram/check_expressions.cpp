#include <algorithm>

#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"
#include "flow/feel/expression.h"

namespace yiwang::bpmn::detail {
namespace {

struct Place {
  std::string_view parent;
  std::string_view child;
};

/// Expressions that must be formal where they run.
constexpr Place kFormal[] = {
    {"adHocSubProcess", "completionCondition"},
    {"assignment", "from"},
    {"assignment", "to"},
    {"complexGateway", "activationCondition"},
    {"multiInstanceLoopCharacteristics", "loopCardinality"},
    {"multiInstanceLoopCharacteristics", "completionCondition"},
    {"sequenceFlow", "conditionExpression"},
    {"standardLoopCharacteristics", "loopCondition"},
    {"timerEventDefinition", "timeDate"},
    {"timerEventDefinition", "timeDuration"},
    {"timerEventDefinition", "timeCycle"},
};

bool formal(const Element& expression) { return local_part(expression.attribute(Space::instance, "type")) == "tFormalExpression"; }

bool is_feel(std::string_view language) {
  std::string small(trim(language));
  std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small.empty() || small.find("feel") != std::string::npos || small.find("/dmn/") != std::string::npos;
}

/// FEEL takes words in a row for one name; a name that no data of the file has is words for people.
bool reads_as_feel(const Checker& checker, const std::string& text) {
  const auto read = feel::Expression::parse(text);
  if (!read) return false;
  return std::all_of(read->free_names().begin(), read->free_names().end(), [&](const std::string& name) {
    if (name.find(' ') == std::string::npos) return true;
    return checker.is_data_name(name);
  });
}

/// Whether an expression that does not say it is formal is plainly one: any FEEL behind a gateway; elsewhere a comparison or call, or a number of instances.
/// A word alone may be a variable or a word, and a moment in time is what people write too.
bool runs_all_the_same(const Checker& checker, const Place& place, const std::string& text) {
  if (place.child == "conditionExpression") return reads_as_feel(checker, text);
  if (place.child == "loopCardinality") return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (place.child != "loopCondition" && place.child != "completionCondition" && place.child != "activationCondition") return false;
  return text.find_first_of("<>=(") != std::string::npos && reads_as_feel(checker, text);
}

/// Something that cannot be true or false: a number or a string standing alone.
bool plainly_no_condition(std::string_view text) {
  text = trim(text);
  if (text.empty()) return false;
  if (text.find_first_not_of("0123456789.+-") == std::string_view::npos) return true;
  return text.front() == '"' && text.find('"', 1) == text.size() - 1;
}

void check_script(Checker& checker, const Element& owner, const char* format) {
  const auto* script = owner.child("script");
  if (script == nullptr) return;
  const auto said = owner.attribute(format);
  if (!trim(said).empty()) {
    if (!is_feel(said)) checker.add("RUN.script_language", owner, {{"format", std::string(said.substr(0, 60))}});
    return;
  }
  if (const auto text = script->text(); !text.empty() && !reads_as_feel(checker, text)) checker.add("EXT.053", owner);
}

}  // namespace

void check_expressions(Checker& checker) {
  for (const auto& place : kFormal) {
    for (const auto* owner : checker.all(place.parent)) {
      if (!checker.executable(*owner)) continue;
      for (const auto* expression : children(*owner, place.child)) {
        if (formal(*expression)) continue;
        // A condition that is FEEL all the same runs; words that only people read do not.
        const bool runs = runs_all_the_same(checker, place, expression->text());
        checker.add(runs ? "RUN.informal" : "EXT.012", *expression, {{"expression", std::string(place.child)}});
      }
    }
  }
  for (const auto* element : checker.everything()) {
    const bool always = element->is("dataPath") || element->is("messagePath") || element->is("transformation") || element->is("formalExpression") ||
                        (element->is("condition") && element->parent->is("complexBehaviorDefinition"));
    if ((always || formal(*element)) && element->text().empty()) checker.add("EXT.013", *element, {{"expression", std::string(element->local)}});
    if ((always || formal(*element)) && !is_feel(element->attribute("language")) && checker.executable(*element) &&
        to_feel(element->text()).empty()) {
      checker.add("RUN.expression_language", *element, {{"language", std::string(element->attribute("language").substr(0, 100))}});
    }
  }
  for (const auto* condition : checker.all("completionCondition")) {
    if (plainly_no_condition(condition->text())) checker.add("EXT.071", *condition);
  }
  for (const auto* task : checker.all("scriptTask")) check_script(checker, *task, "scriptFormat");
  for (const auto* task : checker.all("globalScriptTask")) check_script(checker, *task, "scriptLanguage");
}

}  // namespace yiwang::bpmn::detail
