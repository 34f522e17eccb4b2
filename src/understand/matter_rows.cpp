#include "understand/matter_rows.h"

#include <algorithm>
#include <optional>

#include "base/csv.h"
#include "base/text.h"

namespace yiwang {
namespace {

using Names = std::vector<std::string_view>;
const Names kTitle = {"title", "留言主题", "主题", "标题", "subject"};
const Names kText = {"text", "留言详情", "详情", "内容", "content", "message", "body"};
const Names kLabel = {"label", "一级标签", "一级分类", "标签", "class", "category", "matter", "level1"};

std::string lower(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

int find(const CsvReader& reader, const Names& names) {
  for (const auto name : names) {
    for (std::size_t i = 0; i < reader.header().size(); ++i) {
      if (lower(reader.header()[i]) == name) return static_cast<int>(i);
    }
  }
  return -1;
}

std::string header_of(const CsvReader& reader) {
  std::string all;
  for (const auto& name : reader.header()) all += (all.empty() ? "" : ", ") + name;
  return all.empty() ? "no header at all" : broken_utf8_at(all) == std::string_view::npos ? "the columns " + all : "a header that is not UTF-8";
}

struct Columns {
  std::vector<std::size_t> text;
  std::optional<std::size_t> label;
};

std::string choose(const CsvReader& reader, std::string_view wanted, bool labels_wanted, Columns& out) {
  const std::string has = "; the file has " + header_of(reader);
  if (wanted.empty()) {
    const int title = find(reader, kTitle), text = find(reader, kText), label = find(reader, kLabel);
    if (text < 0) return "no column with the message's words (text, content, 留言详情)" + has + "; name them with --columns id,text,label";
    if (label < 0 && labels_wanted) return "no column with the label (label, 一级标签)" + has + "; name them with --columns id,text,label";
    if (title >= 0) out.text.push_back(static_cast<std::size_t>(title));
    out.text.push_back(static_cast<std::size_t>(text));
    if (label >= 0) out.label = static_cast<std::size_t>(label);
    return {};
  }
  const auto parts = split(wanted, ',');
  if (parts.size() != 3) return "--columns wants three names, id,text,label, where text may be title+text";
  for (const auto name : split(parts[1], '+')) {
    const int at = reader.column(trim(name));
    if (at < 0) return "no column " + std::string(trim(name)) + has;
    out.text.push_back(static_cast<std::size_t>(at));
  }
  const int label = reader.column(trim(parts[2]));
  if (label < 0 && labels_wanted) return "no column " + std::string(trim(parts[2])) + has;
  if (label >= 0) out.label = static_cast<std::size_t>(label);
  return {};
}

}  // namespace

MatterRows read_matter_rows(std::istream& in, std::string_view columns, bool labels_wanted) {
  MatterRows rows;
  CsvReader reader(in);
  Columns chosen;
  rows.fault = choose(reader, columns, labels_wanted, chosen);
  if (!rows.fault.empty()) return rows;
  std::vector<std::string> cells;
  while (reader.next(cells)) {
    LabelledText text;
    for (const auto part : chosen.text) {
      if (!text.text.empty() && !cells[part].empty()) text.text += '\n';
      text.text += cells[part];
    }
    if (labels_wanted && chosen.label) text.label = std::string(trim(cells[*chosen.label]));
    if (labels_wanted && text.label.empty()) ++rows.without_label;
    else rows.texts.push_back(std::move(text));
  }
  if (reader.broken()) rows.fault = "the text ends inside quotes, which began in line " + std::to_string(reader.line());
  else if (rows.texts.empty()) rows.fault = rows.without_label > 0 ? "every label is empty" : "the file has a header and no rows";
  return rows;
}

MatterRows read_matter_names(std::istream& in, std::map<std::string, std::string>& name_of_class) {
  MatterRows rows;
  CsvReader reader(in);
  const int first = reader.column("level1"), second = reader.column("level2"), third = reader.column("level3");
  if (first < 0 || second < 0 || third < 0) {
    rows.fault = "a catalogue as one file wants the columns level1,level2,level3; the file has " + header_of(reader);
    return rows;
  }
  const auto code_of = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  std::vector<std::string> cells;
  // Codes in the order of first mention: class by name, group by class and name, matter by its number in the group.
  std::map<std::string, std::string> class_code, group_code;
  std::map<std::string, std::size_t> groups_in, matters_in;
  while (reader.next(cells)) {
    const std::string one(trim(cells[static_cast<std::size_t>(first)])), two(trim(cells[static_cast<std::size_t>(second)])), three(trim(cells[static_cast<std::size_t>(third)]));
    if (one.empty()) continue;
    auto& of_class = class_code[one];
    if (of_class.empty()) of_class = code_of(class_code.size());
    name_of_class[of_class] = one;
    auto& of_group = group_code[one + '\n' + two];
    if (of_group.empty()) of_group = of_class + code_of(++groups_in[of_class]);
    const std::size_t number = ++matters_in[of_group];
    if (class_code.size() > 99 || groups_in[of_class] > 99 || number > 99) {
      rows.fault = "more than 99 names under one name near line " + std::to_string(reader.line());
      return rows;
    }
    rows.texts.push_back(office_text(of_group + code_of(number), one + "，" + two, three));
  }
  if (reader.broken()) rows.fault = "the text ends inside quotes, which began in line " + std::to_string(reader.line());
  else if (rows.texts.empty()) rows.fault = "no names in it";
  return rows;
}

MatterRows read_matter_catalogue(std::istream& matters, std::istream& examples, std::map<std::string, std::string>& name_of_class) {
  MatterRows rows;
  std::vector<std::string> cells;
  CsvReader names(matters);
  const int code = names.column("code"), name = names.column("name"), about = names.column("description");
  CsvReader sentences(examples);
  const int matter = sentences.column("matter"), words = sentences.column("text");
  if (code < 0 || name < 0 || about < 0) rows.fault = "matters.csv wants the columns code,name,description; it has " + header_of(names);
  else if (matter < 0 || words < 0) rows.fault = "examples.csv wants the columns matter,text; it has " + header_of(sentences);
  if (!rows.fault.empty()) return rows;
  const auto cell = [&](int column) -> const std::string& { return cells[static_cast<std::size_t>(column)]; };
  while (names.next(cells)) {
    if (cell(code).size() == 2) name_of_class[cell(code)] = cell(name);
    if (cell(code).size() == 6) rows.texts.push_back(office_text(cell(code), cell(name), cell(about)));
  }
  while (sentences.next(cells)) rows.texts.push_back({cell(words), cell(matter)});
  if (rows.texts.empty()) rows.fault = "no matters with codes of 6 digits";
  return rows;
}

}  // namespace yiwang
