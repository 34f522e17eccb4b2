#include "service/corrections.h"

#include <map>

#include "base/json.h"
#include "contract/operations.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::string_view kKept = "matter_corrections";
constexpr std::size_t kMost = 20'000;

struct Correction {
  std::uint64_t case_id = 0;
  std::string matter;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (case_id, matter, text))

std::string words_of(const Report& report) { return report.title.empty() ? report.text : report.title + "\n" + report.text; }

}  // namespace

std::vector<LabelledText> gather_corrections(Store& store) {
  std::map<std::uint64_t, Correction> found;
  std::uint64_t from = 0;
  if (const auto kept = store.load_snapshot(std::string(kKept))) {
    if (auto list = json::from_text<std::vector<Correction>>(kept->bytes)) {
      from = kept->seq;
      for (auto& correction : *list) found[correction.case_id] = std::move(correction);
    }
  }
  const auto began = from;
  for (;;) {
    const auto rows = store.entries_after(from, 5000);
    if (rows.empty()) break;
    for (const auto& row : rows) {
      // Only these are decoded: a year of entries is read past in seconds.
      if (row.command != code_of(Operation::correct_matter)) continue;
      const auto c = replay(store.entries_of(row.case_id));
      if (c.rehearsal || c.reports.empty()) continue;
      found[row.case_id] = {row.case_id, c.matter, words_of(c.first())};
    }
    from = rows.back().seq;
  }
  while (found.size() > kMost) found.erase(found.begin());
  std::vector<Correction> list;
  std::vector<LabelledText> out;
  for (auto& [id, correction] : found) {
    LabelledText text;
    text.text = correction.text;
    text.label = correction.matter;
    out.push_back(std::move(text));
    list.push_back(std::move(correction));
  }
  if (from != began) store.save_snapshot(std::string(kKept), {from, json::to_text(list)});
  return out;
}

}  // namespace yiwang
