#pragma once
#include "adapters/sql/connection.h"
#include "service/ports.h"

namespace yiwang {

// The order of values and columns of each table, in one place for writing and reading. They match statements.h.

void put_entry(Values& to, const LedgerRow& row);
LedgerRow read_entry(Query& from);
void put_case(Values& to, const CaseRow& row);
CaseRow read_case(Query& from);
void put_task(Values& to, const TaskRow& row);
TaskRow read_task(Query& from);
void put_intake(Values& to, const IntakeRow& row);
void put_notice(Values& to, const Notice& row);
Notice read_notice(Query& from);
void put_cube(Values& to, const CubeKey& key, const CubeCounts& counts);
std::pair<CubeKey, CubeCounts> read_cube(Query& from);
Account read_account(Query& from);
AuditRow read_audit(Query& from);

/// Whether a stage is one of work; the column that desk indexes are limited by.
bool is_open_stage(std::string_view stage);

}  // namespace yiwang
