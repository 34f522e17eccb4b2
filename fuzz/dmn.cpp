#include <cstdint>
#include <memory>
#include <string_view>

#include "flow/rules/compare.h"
#include "flow/rules/model.h"
#include "flow/rules/prove.h"
#include "flow/rules/read.h"

// Any bytes as a DMN file: read, compiled, every decision and service evaluated with reasons, every table proven and compared with itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace yiwang;
  auto file = dmn::read({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  const auto definitions = std::make_shared<const dmn::Definitions>(std::move(*file));
  for (const auto& at : dmn::all_tables(*definitions)) {
    (void)dmn::prove(*definitions, *at.table);
    if (!dmn::compare(*at.table, *at.table).empty()) __builtin_trap();
  }
  const auto model = dmn::Model::compile(definitions);
  if (!model) return 0;
  const auto input = feel::Value::make_context({{"a", feel::Value::make_number(1)}, {"b", feel::Value::make_string("x")}});
  for (const auto& decision : definitions->decisions) (void)(*model)->evaluate(decision.name, input, {.explain = true});
  for (const auto& service : definitions->services) (void)(*model)->evaluate(service.name, input);
  return 0;
}
