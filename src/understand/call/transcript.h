#pragma once
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "city/city.h"
#include "understand/call/call_form.h"

namespace yiwang {

/// A written call: one line of the file each, blank ones passed over.
struct Transcript {
  std::vector<CallLine> lines;
  std::vector<std::uint32_t> file_lines;   // for each, its line in the file, counted from 1
};

/// Reads UTF-8 lines that begin with who speaks: `坐席:` (also 座席, 客服, 话务员, 接线员, 热线, agent, A) or `市民:` (also 来电人, 群众, 用户, 客户, caller, B), with a colon of either width.
/// A line without a mark goes on with the speaker before; when no line has one, all are the citizen's. A byte order mark is passed over. Refuses `malformed` (not
/// UTF-8: `line`) and `too_large` (more than 2,000 lines or 1,000,000 bytes).
Result<Transcript> read_transcript(std::string_view text);

/// `{"fields": {"name": {"value", "confidence", "said": [{"line", "start", "end"}]}, ..., "matter": {"value": [{"code", "name", "confidence"}], ...}}, "form": {"name": ..., "matter": [...]}, "version"}`:
/// `fields` with confidence and where it was said, `form` the plain values; null for what was not said. `file_lines` turns line numbers into those of a file.
json::Object form_as_json(const CallForm& form, const City& city, const std::vector<std::uint32_t>& file_lines = {});

}  // namespace yiwang
