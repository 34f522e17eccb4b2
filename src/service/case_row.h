#pragma once
#include "service/ports.h"

namespace yiwang {

CaseRow to_case_row(const Case& c);
/// Cells of about seven metres: what cases are found by when asked for within a shape. A stored code of another level is made anew at the next start.
inline constexpr int kPlaceCodeLevel = 7;
/// Empty for a point that has no code (the poles, and 0,0, which stands for none).
std::string place_code_of(LonLat point);
std::vector<TaskRow> to_task_rows(const Case& c);
/// What the outside is told of an entry: the unit of a new task, the reporter of receipt, contact, answer and result, supervisors of cards and misses.
std::vector<Notice> notices_of(const Case& after, const Entry& entry);

}  // namespace yiwang
