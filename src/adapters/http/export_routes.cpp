#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "adapters/http/case_list.h"
#include "adapters/http/site.h"
#include "contract/export_columns.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostRows = 200'000;
constexpr int kPage = 1000;

/// A file that is gone when it is closed, however the program ends.
class PassingFile {
 public:
  PassingFile() : path_((std::filesystem::temp_directory_path() / "yiwang-export-XXXXXX").string()) {
    descriptor_ = ::mkstemp(path_.data());
    if (descriptor_ < 0) throw std::runtime_error("no room for a temporary file");
    ::close(descriptor_);
  }
  ~PassingFile() { ::unlink(path_.c_str()); }
  const std::string& path() const { return path_; }
  std::shared_ptr<OpenFile> open() const {
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw std::runtime_error("the exported file is gone");
    return std::make_shared<OpenFile>(descriptor, std::filesystem::file_size(path_));
  }

 private:
  std::string path_;
  int descriptor_ = -1;
};

template <class Enum>
std::string word(const std::string& code, bool chinese) {
  const auto value = parse<Enum>(code);
  return value ? std::string(chinese ? info(*value).zh : info(*value).en) : code;
}

TableCell moment(std::int64_t ms) { return ms == 0 ? TableCell{} : TableCell{Instant{milliseconds{ms}}}; }

TableCell cell(std::string_view column, const CaseRow& row, const City& city, bool chinese) {
  const auto named = [&](const auto* thing, const std::string& code) { return thing == nullptr ? code : chinese || thing->name_en.empty() ? thing->name : thing->name_en; };
  if (column == "number") return row.number;
  if (column == "stage") return word<Stage>(row.stage, chinese);
  if (column == "title") return row.title;
  if (column == "channel") return word<Channel>(row.channel, chinese);
  if (column == "kind") return word<RequestKind>(row.kind, chinese);
  if (column == "urgency") return word<Urgency>(row.urgency, chinese);
  if (column == "grade") return word<Grade>(row.grade, chinese);
  if (column == "class") return row.matter.size() < 2 ? std::string{} : named(city.matter(std::string_view(row.matter).substr(0, 2)), std::string{});
  if (column == "matter") return named(city.matter(row.matter), row.matter);
  if (column == "matter_code") return row.matter;
  if (column == "place") return row.place;
  if (column == "area") return named(city.area_ever(row.area), row.area);
  if (column == "unit") return named(city.unit(row.unit), row.unit);
  if (column == "opened_at") return moment(row.opened_ms);
  if (column == "due_at") return moment(row.due_ms);
  if (column == "clock") return row.clock.empty() ? std::string{} : word<ClockState>(row.clock, chinese);
  if (column == "closed_at") return moment(row.closed_ms);
  if (column == "reports") return static_cast<std::int64_t>(row.reports);
  if (column == "reporter") return row.masked_name;
  if (column == "suspended") return row.suspended;
  if (column == "rehearsal") return row.rehearsal;
  return {};
}

TableColumn::Kind kind_of(std::string_view kind) {
  return kind == "number" ? TableColumn::Kind::number : kind == "time" ? TableColumn::Kind::time : kind == "yes_no" ? TableColumn::Kind::yes_no : TableColumn::Kind::text;
}

std::vector<TableColumn> columns(bool chinese) {
  std::vector<TableColumn> out;
  for (const auto& column : kExportColumns) out.push_back({std::string(chinese ? column.zh : column.en), kind_of(column.kind), column.width});
  return out;
}

/// `language` decides, else what the browser prefers, else Chinese.
bool wants_chinese(const Request& request) {
  if (const auto* language = request.parameter("language")) return *language != "en";
  return !request.header("accept-language").starts_with("en");
}

Answer cases(Site& site, Request& request) {
  Parameters in(request);
  in.require("format");
  const auto format = in.one_of("format", {"csv", "xlsx"});
  in.one_of("language", {"zh", "en"});
  if (in.refusal()) return tl::unexpected(*in.refusal());
  auto wanted = read_case_list(site, request, false, {"format", "language"});
  if (!wanted) return tl::unexpected(wanted.error());
  if (!site.options.write_table) return refuse(Reason::unavailable, {{"fault", "no table writer"}});
  const bool chinese = wants_chinese(request);
  const auto city = site.office.city();
  const auto pick = [&](const ExportWord& w) { return std::string(chinese ? w.zh : w.en); };
  const PassingFile file;
  auto table = site.options.write_table(format == "xlsx" ? TableFormat::xlsx : TableFormat::csv, file.path(), columns(chinese),
                                        {.offset = city->offset, .sheet = pick(kExportSheet), .yes = pick(kExportYes), .no = pick(kExportNo)});
  auto& query = wanted->query;
  query.limit = kPage;
  std::size_t rows = 0;
  std::vector<TableCell> cells(kExportColumns.size());
  while (true) {
    auto page = site.office.list(request.who(), query);
    if (!page) return tl::unexpected(page.error());
    for (const auto& row : page->rows) {
      if (!wanted->fits(row)) continue;
      if (++rows > kMostRows) return refuse(Reason::too_large, {{"limit", std::to_string(kMostRows)}, {"what", "rows"}});
      for (std::size_t i = 0; i < kExportColumns.size(); ++i) cells[i] = cell(kExportColumns[i].code, row, *city, chinese);
      table->row(cells);
    }
    if (page->next.empty()) break;
    query.after = page->next;
  }
  table->finish();
  site.office.audit(request.who().login, "export", "cases", std::to_string(rows) + " rows, " + format, request.asking());
  Response out;
  out.type = format == "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
  auto day = to_text(request.now, city->offset);
  day.resize(10);
  out.headers.emplace_back("Content-Disposition", "attachment; filename=\"cases-" + day + "." + format + "\"");
  out.file = file.open();
  return out;
}

}  // namespace

void add_export_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/export/cases", Caller::signed_in, plain([&site](Request& r) { return cases(site, r); }), Runs::on_slow});
}

}  // namespace yiwang
