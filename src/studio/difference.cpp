#include "studio/difference.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "base/csv.h"
#include "flow/diagram/compare.h"
#include "flow/rules/compare.h"
#include "flow/rules/read.h"
#include "studio/findings.h"

namespace yiwang {
namespace {

json::Object change_of(std::string_view element, std::size_t row, std::string_view what, std::string_view name, json::Array details) {
  return {{"element", or_null(element)}, {"row", row > 0 ? json::Value(row) : json::Value(nullptr)}, {"what", what}, {"name", or_null(name)}, {"details", std::move(details)}};
}

json::Object detail_of(std::string_view field, const json::Value& before, const json::Value& after) { return {{"field", field}, {"before", before}, {"after", after}}; }

template <class Details>
json::Array details_of(const Details& details) {
  json::Array out;
  for (const auto& detail : details) out.push_back(detail_of(detail.field, or_null(detail.before), or_null(detail.after)));
  return out;
}

Result<json::Array> compare_processes(const std::string& before, const std::string& after) {
  const auto old_one = bpmn::read(before), new_one = bpmn::read(after);
  if (!old_one) return tl::unexpected(old_one.error());
  if (!new_one) return tl::unexpected(new_one.error());
  json::Array out;
  for (const auto& change : bpmn::compare(*old_one, *new_one)) out.push_back(change_of(change.element, 0, code_of(change.what), change.name, details_of(change.details)));
  return out;
}

Result<json::Array> compare_rules(const std::string& before, const std::string& after) {
  const auto old_one = dmn::read(before), new_one = dmn::read(after);
  if (!old_one) return tl::unexpected(old_one.error());
  if (!new_one) return tl::unexpected(new_one.error());
  json::Array out;
  for (const auto& change : dmn::compare(*old_one, *new_one)) {
    out.push_back(change_of(change.element, change.after_row > 0 ? change.after_row : change.before_row, code_of(change.what), change.name, details_of(change.details)));
  }
  return out;
}

/// Every leaf by its JSON pointer.
void flatten(const json::Value& value, const std::string& at, std::map<std::string, std::string>& out) {
  if (const auto* object = value.if_object()) {
    for (const auto& [key, member] : *object) flatten(member, at + "/" + std::string(key), out);
  } else if (const auto* list = value.if_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) flatten((*list)[i], at + "/" + std::to_string(i), out);
  } else {
    out[at.empty() ? "/" : at] = value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
  }
}

Result<json::Array> compare_forms(const std::string& before, const std::string& after) {
  const auto old_one = json::parse_text(before), new_one = json::parse_text(after);
  if (!old_one) return tl::unexpected(old_one.error());
  if (!new_one) return tl::unexpected(new_one.error());
  std::map<std::string, std::string> was, is;
  flatten(*old_one, {}, was);
  flatten(*new_one, {}, is);
  // Grouped by the field of the form they belong to; what is not of a field by its first member.
  std::map<std::string, json::Array> changes;
  std::map<std::string, std::pair<bool, bool>> there;
  const auto group_of = [](const std::string& pointer) {
    const std::string prefix = "/properties/";
    if (!pointer.starts_with(prefix)) return pointer.substr(0, pointer.find('/', 1));
    return pointer.substr(prefix.size(), pointer.find('/', prefix.size()) - prefix.size());
  };
  for (const auto& [pointer, value] : was) {
    auto& group = there[group_of(pointer)];
    group.first = true;
    const auto now = is.find(pointer);
    if (now == is.end()) changes[group_of(pointer)].push_back(detail_of(pointer, json::Value(value), nullptr));
    else if (now->second != value) changes[group_of(pointer)].push_back(detail_of(pointer, json::Value(value), json::Value(now->second)));
  }
  for (const auto& [pointer, value] : is) {
    there[group_of(pointer)].second = true;
    if (!was.contains(pointer)) changes[group_of(pointer)].push_back(detail_of(pointer, nullptr, json::Value(value)));
  }
  json::Array out;
  for (auto& [group, details] : changes) {
    const auto [before_there, after_there] = there[group];
    out.push_back(change_of(group, 0, !before_there ? "added" : !after_there ? "removed" : "changed", group, std::move(details)));
  }
  return out;
}

struct Row {
  std::size_t line = 0;
  std::map<std::string, std::string> cells;
};

/// Rows by key; of several with one key the later ones get a number. `order` keeps the file's.
std::map<std::string, Row> read_rows(DocumentKind kind, const std::string& text, std::vector<std::string>& order) {
  std::istringstream in(text);
  CsvReader csv(in);
  std::map<std::string, Row> out;
  std::vector<std::string> cells;
  while (csv.next(cells)) {
    Row row;
    row.line = csv.line();
    for (std::size_t i = 0; i < csv.header().size() && i < cells.size(); ++i) row.cells[csv.header()[i]] = cells[i];
    auto key = kind == DocumentKind::duties ? row.cells["matter"] + "|" + row.cells["area"] + "|" + row.cells["condition"] : row.cells["code"];
    if (key.empty() || key == "||") continue;
    if (out.contains(key)) {
      int number = 2;
      while (out.contains(key + "#" + std::to_string(number))) ++number;
      key += "#" + std::to_string(number);
    }
    order.push_back(key);
    out.emplace(std::move(key), std::move(row));
  }
  return out;
}

std::string title_of(DocumentKind kind, const Row& row) {
  const auto at = row.cells.find(kind == DocumentKind::duties ? "lead" : "name");
  return at == row.cells.end() ? std::string{} : at->second;
}

json::Array compare_tables(DocumentKind kind, const std::string& before, const std::string& after) {
  std::vector<std::string> old_order, new_order;
  const auto was = read_rows(kind, before, old_order), is = read_rows(kind, after, new_order);
  json::Array out;
  for (const auto& key : new_order) {
    const auto& row = is.at(key);
    const auto old_row = was.find(key);
    json::Array details;
    for (const auto& [column, cell] : row.cells) {
      const auto found = old_row == was.end() ? std::string{} : old_row->second.cells.contains(column) ? old_row->second.cells.at(column) : std::string{};
      if (found != cell) details.push_back(detail_of(column, or_null(found), or_null(cell)));
    }
    if (old_row == was.end()) out.push_back(change_of(key, row.line, "added", title_of(kind, row), std::move(details)));
    else if (!details.empty()) out.push_back(change_of(key, row.line, "changed", title_of(kind, row), std::move(details)));
  }
  for (const auto& key : old_order) {
    if (is.contains(key)) continue;
    const auto& row = was.at(key);
    json::Array details;
    for (const auto& [column, cell] : row.cells) {
      if (!cell.empty()) details.push_back(detail_of(column, or_null(cell), nullptr));
    }
    out.push_back(change_of(key, row.line, "removed", title_of(kind, row), std::move(details)));
  }
  return out;
}

}  // namespace

Result<json::Array> compare_documents(DocumentKind kind, const std::string& before, const std::string& after) {
  switch (kind) {
    case DocumentKind::process: return compare_processes(before, after);
    case DocumentKind::rule: return compare_rules(before, after);
    case DocumentKind::form: return compare_forms(before, after);
    default: return compare_tables(kind, before, after);
  }
}

}  // namespace yiwang
