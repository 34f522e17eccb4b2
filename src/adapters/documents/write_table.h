#pragma once
#include <functional>
#include <string_view>

#include "service/table.h"

namespace yiwang {

/// CSV for people and spreadsheets: UTF-8 with BOM, CRLF, times `2026-11-21 16:00:00` at the offset, no cell that a program would run as a formula.
/// `sink` gets pieces of about 64 KiB.
std::unique_ptr<TableWriter> write_csv(std::function<void(std::string_view)> sink, std::vector<TableColumn> columns, TableWords words = {});

/// XLSX at `path`: typed dates and numbers, the header frozen with a filter, column widths as asked for. At most 1,048,575 rows, then throws. Words longer than a cell
/// can hold (32,767 characters) are cut with `…`.
std::unique_ptr<TableWriter> write_xlsx(const std::string& path, std::vector<TableColumn> columns, TableWords words = {});

/// Either of them into a file.
std::unique_ptr<TableWriter> write_table(TableFormat format, const std::string& path, std::vector<TableColumn> columns, TableWords words = {});

}  // namespace yiwang
