#include <cmath>

#include "base/json.h"
#include "service/places/place_import.h"

namespace yiwang {

std::vector<std::string> place_report_cells(const City& city, const PlaceImportLine& line) {
  const auto record = json::from_text<PlaceRecord>(line.record, false).value_or(PlaceRecord{});
  const auto finding = json::from_text<PlaceFinding>(line.detail, false).value_or(PlaceFinding{});
  std::string fields;
  for (const auto& change : finding.fields) fields += (fields.empty() ? "" : "; ") + change.field + ": " + change.before + " → " + change.after;
  std::string detail;
  const auto named = [&](const std::string& code) {
    const auto* area = city.area(code);
    return area == nullptr ? code : area->name;
  };
  if (!finding.said.empty()) detail = named(finding.said) + " → " + named(finding.found);
  if (!finding.field.empty()) detail += (detail.empty() ? "" : "; ") + finding.field + " " + finding.value;
  std::string metres;
  if (finding.metres > 0) json::write_number(metres, std::round(finding.metres * 10) / 10);
  return {line.line == 0 ? std::string{} : std::to_string(line.line), line.verdict, finding.why, record.kind, record.code, say_place(city, record), finding.other.empty() ? std::string{} : finding.other + " " + finding.other_label,
          metres, fields, detail};
}

}  // namespace yiwang
