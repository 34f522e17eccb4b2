#include <cstdint>
#include <string_view>

#include "flow/diagram/check.h"
#include "flow/diagram/compare.h"

// Any bytes as a BPMN file: read, checked, compared with itself, written, and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace yiwang;
  const auto document = bpmn::read({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  (void)bpmn::check(*document);
  if (!bpmn::compare(*document, *document).empty()) __builtin_trap();
  const auto again = bpmn::read(bpmn::write(*document));
  if (!again || bpmn::canonical(*again) != bpmn::canonical(*document)) __builtin_trap();
  return 0;
}
