#include "respond/article_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "base/csv.h"
#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::array<std::string_view, 15> kColumns{"code",      "kind",   "title",      "title_en", "unit",      "matters", "areas", "keywords",
                                                    "questions", "public", "valid_from", "valid_to", "review_on", "answer",  "notes"};

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> out;
  for (const auto part : split(text, '|')) {
    if (const auto word = trim(part); !word.empty()) out.emplace_back(word);
  }
  return out;
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& each : list) out += (out.empty() ? "" : "|") + each;
  return out;
}

/// A named cell into its place; false for a name that is none.
bool put_cell(FiledArticle& a, std::string_view name, std::string_view value, Done& wrong) {
  auto& c = a.content;
  const std::pair<std::string_view, std::string*> texts[]{{"code", &a.code},           {"kind", &a.kind},           {"title", &c.title},
                                                          {"title_en", &c.title_en},   {"unit", &c.unit},           {"valid_from", &c.valid_from},
                                                          {"valid_to", &c.valid_to},   {"review_on", &c.review_on}, {"answer", &c.answer},
                                                          {"notes", &c.notes}};
  for (const auto& [key, to] : texts) {
    if (name != key) continue;
    *to = trim(value);
    if (name == "kind" && a.kind.empty()) a.kind = "article";
    if (name == "kind" && a.kind != "article" && a.kind != "template") wrong = refuse(Reason::unknown_value, {{"value", shorten(a.kind, 40)}}, "kind");
    return true;
  }
  const std::pair<std::string_view, std::vector<std::string>*> lists[]{{"matters", &c.matters}, {"areas", &c.areas}, {"keywords", &c.keywords}, {"questions", &c.questions}};
  for (const auto& [key, to] : lists) {
    if (name != key) continue;
    *to = list_of(value);
    return true;
  }
  if (name != "public") return false;
  const auto word = trim(value);
  c.open = word == "yes" || word == "true" || word == "是";
  if (!c.open && !word.empty() && word != "no" && word != "false" && word != "否") wrong = refuse(Reason::unknown_value, {{"value", shorten(word, 40)}}, "public");
  return true;
}

std::string cell_of(const FiledArticle& a, std::string_view name) {
  const auto& c = a.content;
  if (name == "code") return a.code;
  if (name == "kind") return a.kind;
  if (name == "title") return c.title;
  if (name == "title_en") return c.title_en;
  if (name == "unit") return c.unit;
  if (name == "matters") return joined(c.matters);
  if (name == "areas") return joined(c.areas);
  if (name == "keywords") return joined(c.keywords);
  if (name == "questions") return joined(c.questions);
  if (name == "public") return c.open ? "yes" : "no";
  if (name == "valid_from") return c.valid_from;
  if (name == "valid_to") return c.valid_to;
  if (name == "review_on") return c.review_on;
  return name == "answer" ? c.answer : c.notes;
}

/// Codes: there, well formed, each once.
void check_codes(ReadArticles& read) {
  std::set<std::string> seen;
  for (const auto& a : read.articles) {
    if (a.code.empty()) read.faults.push_back({a.line, a.code, {Reason::missing_field, {}, "code"}});
    else if (!is_article_code(a.code)) read.faults.push_back({a.line, shorten(a.code, 64), {Reason::wrong_type, {{"wanted", "code"}}, "code"}});
    else if (!seen.insert(a.code).second) read.faults.push_back({a.line, a.code, {Reason::taken, {}, "code"}});
  }
}

bool is_note_line(std::string_view line) { return line == "## 内部说明" || line == "## Staff notes"; }

bool is_formula(std::string_view text) { return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos; }

}  // namespace

ReadArticles read_articles_markdown(std::string_view text) {
  ReadArticles out;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  enum class Where { before, head, answer, notes } where = Where::before;
  std::size_t number = 0;
  const auto lines = split(text, '\n');
  // A head is a line `---` followed by one that names a known key; any other `---` is a rule in the answer.
  const auto begins_head = [&](std::size_t i) {
    if (trim(lines[i]) != "---" || i + 1 >= lines.size()) return false;
    const auto colon = lines[i + 1].find(':');
    return colon != std::string_view::npos && std::find(kColumns.begin(), kColumns.end(), trim(lines[i + 1].substr(0, colon))) != kColumns.end();
  };
  const auto finish = [&] {
    if (out.articles.empty()) return;
    auto& c = out.articles.back().content;
    c.answer = trim(c.answer);
    c.notes = trim(c.notes);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ++number;
    auto line = lines[i];
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (where != Where::head && begins_head(i)) {
      finish();
      out.articles.emplace_back().line = number;
      where = Where::head;
    } else if (where == Where::head && trim(line) == "---") {
      where = Where::answer;
    } else if (where == Where::head) {
      if (trim(line).empty()) continue;
      auto& a = out.articles.back();
      const auto colon = line.find(':');
      Done wrong = done();
      const auto name = trim(line.substr(0, std::min(colon, line.size())));
      if (colon == std::string_view::npos || !put_cell(a, name, line.substr(colon + 1), wrong)) wrong = refuse(Reason::unknown_field, {}, shorten(name, 40));
      if (!wrong) out.faults.push_back({number, a.code, wrong.error()});
    } else if (where == Where::before) {
      if (!trim(line).empty()) {
        out.faults.push_back({number, {}, {Reason::malformed}});
        return out;
      }
    } else if (where == Where::answer && is_note_line(trim(line))) {
      where = Where::notes;
    } else {
      auto& c = out.articles.back().content;
      auto& to = where == Where::answer ? c.answer : c.notes;
      to += line;
      to += '\n';
    }
  }
  finish();
  if (where == Where::head) out.faults.push_back({number, {}, {Reason::malformed}});
  check_codes(out);
  return out;
}

std::string write_articles_markdown(const std::vector<FiledArticle>& articles) {
  std::string out;
  for (const auto& a : articles) {
    out += out.empty() ? "---\n" : "\n---\n";
    for (const auto name : kColumns) {
      if (name == "answer" || name == "notes") continue;
      if (const auto value = cell_of(a, name); !value.empty()) out += std::string(name) + ": " + value + "\n";
    }
    out += "---\n" + a.content.answer + "\n";
    if (!a.content.notes.empty()) out += "\n## 内部说明\n" + a.content.notes + "\n";
  }
  return out;
}

ReadArticles read_articles_csv(std::string_view text) {
  ReadArticles out;
  std::istringstream in{std::string(text)};
  CsvReader csv(in);
  for (const auto& name : csv.header()) {
    if (std::find(kColumns.begin(), kColumns.end(), name) == kColumns.end()) out.faults.push_back({1, {}, {Reason::unknown_field, {}, shorten(name, 40)}});
  }
  for (const auto* needed : {"code", "title", "unit", "answer"}) {
    if (csv.column(needed) < 0) out.faults.push_back({1, {}, {Reason::missing_field, {}, needed}});
  }
  if (!out.faults.empty()) return out;
  std::vector<std::string> cells;
  while (csv.next(cells)) {
    auto& a = out.articles.emplace_back();
    a.line = csv.line();
    if (cells.size() > csv.header().size()) out.faults.push_back({a.line, {}, {Reason::malformed}});
    for (std::size_t i = 0; i < cells.size() && i < csv.header().size(); ++i) {
      std::string_view value = cells[i];
      if (value.starts_with('\'') && is_formula(value.substr(1))) value.remove_prefix(1);
      Done wrong = done();
      put_cell(a, csv.header()[i], value, wrong);
      if (!wrong) out.faults.push_back({a.line, a.code, wrong.error()});
    }
  }
  if (csv.broken()) out.faults.push_back({csv.line(), {}, {Reason::malformed}});
  check_codes(out);
  return out;
}

std::string write_articles_csv(const std::vector<FiledArticle>& articles) {
  std::string out;
  for (const auto name : kColumns) out += (out.empty() ? "" : ",") + std::string(name);
  out += "\r\n";
  for (const auto& a : articles) {
    bool first = true;
    for (const auto name : kColumns) {
      if (!first) out += ',';
      first = false;
      out += csv_cell(cell_of(a, name), true);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace yiwang
