#pragma once
#include "service/ports.h"

namespace yiwang {

CaseRow to_case_row(const Case& c);
std::vector<TaskRow> to_task_rows(const Case& c);
/// What the outside is told of an entry: the unit of a new task, the reporter of receipt, contact, answer and result, supervisors of cards and misses.
std::vector<Notice> notices_of(const Case& after, const Entry& entry);

}  // namespace yiwang
