#include <cstdint>
#include <cstdlib>

#include "flow/feel/expression.h"
#include "flow/feel/unary_tests.h"

// Reads the text as an expression and as unary tests and evaluates both. Every value must survive being written and read again.
namespace feel = yiwang::feel;

namespace {

feel::Value sample(const char* text) { return feel::Expression::parse(text)->evaluate(feel::Scope{}); }

struct House {
  feel::Names names;
  feel::Scope scope;
  House() {
    const auto context = sample(
        "{Applicant Age: 20, a: 1, b: -2.5, \"a-b\": \"x\", list: [1, 2, {a: 7}], when: @\"2026-11-21T10:00:00@Asia/Shanghai\", span: @\"P1DT2H\", range: [1..5), "
        "f: function(x: number) x + 1, 姓名: \"张三\"}");
    for (const auto& [name, value] : context.as_context()) names.add(name);
    scope = feel::Scope(context);
    scope.set_present({yiwang::Instant{}, *feel::Zone::named("Asia/Shanghai")});
  }
};

bool holds_function(const feel::Value& value) {
  if (value.is(feel::Kind::function)) return true;
  if (value.is(feel::Kind::range)) return holds_function(value.as_range().low) || holds_function(value.as_range().high);
  if (value.is(feel::Kind::list)) {
    for (const auto& item : value.as_list()) {
      if (holds_function(item)) return true;
    }
  }
  if (value.is(feel::Kind::context)) {
    for (const auto& [name, item] : value.as_context()) {
      if (holds_function(item)) return true;
    }
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const House house;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  feel::Run run;
  run.steps = 50'000;
  feel::Notes notes;
  run.notes = &notes;
  run.present = house.scope.present();
  if (const auto parsed = feel::Expression::parse(text, house.names)) {
    const auto value = parsed->evaluate(house.scope, run);
    if (!run.stopped && value.depth() < 30 && !holds_function(value)) {
      const auto spelled = value.to_text();
      if (spelled.size() < 50'000) {
        const auto again = feel::Expression::parse(spelled);
        if (!again || !(again->evaluate(feel::Scope{}) == value)) std::abort();
      }
    }
  }
  feel::Run other;
  other.steps = 50'000;
  if (const auto tests = feel::UnaryTests::parse(text, house.names)) {
    for (const auto* input : {"5", "\"a\"", "null", "@\"2026-11-21\"", "[1, 2]"}) tests->matches(sample(input), house.scope, other);
  }
  return 0;
}
