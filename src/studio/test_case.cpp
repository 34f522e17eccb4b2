#include "studio/test_case.h"

#include "base/text.h"

namespace yiwang {

Result<std::vector<StudioTest>> read_tests(const json::Array& tests) {
  std::vector<StudioTest> out;
  if (auto ok = json::read(json::Value(tests), out, "tests"); !ok) return tl::unexpected(ok.error());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto at = "tests[" + std::to_string(i) + "]";
    if (trim(out[i].name).empty()) return refuse(Reason::missing_field, {}, at + ".name");
    if (count_codepoints(out[i].name) > 200) return refuse(Reason::out_of_range, {{"most", "200"}}, at + ".name");
    if (!tests[i].get_object().contains("expect")) return refuse(Reason::missing_field, {}, at + ".expect");
  }
  return out;
}

bool fits(const json::Value& expected, const json::Value& got) {
  if (const auto* object = expected.if_object()) {
    const auto* other = got.if_object();
    if (other == nullptr) return false;
    for (const auto& [key, value] : *object) {
      const auto* member = other->if_contains(key);
      if (member == nullptr ? !value.is_null() : !fits(value, *member)) return false;
    }
    return true;
  }
  if (const auto* list = expected.if_array()) {
    const auto* other = got.if_array();
    if (other == nullptr || other->size() != list->size()) return false;
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (!fits((*list)[i], (*other)[i])) return false;
    }
    return true;
  }
  if (expected.is_number() && got.is_number()) return expected.to_number<double>() == got.to_number<double>();
  return expected == got;
}

}  // namespace yiwang
