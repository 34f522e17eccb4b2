#include "understand/call/transcript.h"

#include <cmath>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostLines = 2000, kMostBytes = 1'000'000;

struct Mark {
  std::string_view word;
  Speaker speaker;
};
constexpr Mark kMarks[] = {{"坐席", Speaker::seat},     {"座席", Speaker::seat},     {"客服", Speaker::seat},      {"话务员", Speaker::seat},  {"接线员", Speaker::seat},  {"热线", Speaker::seat},    {"工作人员", Speaker::seat},
                           {"坐席员", Speaker::seat},   {"agent", Speaker::seat},    {"Agent", Speaker::seat},     {"seat", Speaker::seat},    {"A", Speaker::seat},       {"市民", Speaker::citizen}, {"来电人", Speaker::citizen},
                           {"群众", Speaker::citizen},  {"用户", Speaker::citizen},  {"客户", Speaker::citizen},   {"诉求人", Speaker::citizen}, {"反映人", Speaker::citizen}, {"caller", Speaker::citizen}, {"Caller", Speaker::citizen},
                           {"citizen", Speaker::citizen}, {"B", Speaker::citizen}};

std::optional<std::pair<Speaker, std::string_view>> marked(std::string_view line) {
  for (const auto& mark : kMarks) {
    if (!line.starts_with(mark.word)) continue;
    auto rest = line.substr(mark.word.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    for (const std::string_view colon : {":", "："}) {
      if (rest.starts_with(colon)) return std::pair{mark.speaker, trim(rest.substr(colon.size()))};
    }
  }
  return std::nullopt;
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

json::Value plain(const CallValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  return json::Value(std::get<std::string>(value));
}

}  // namespace

Result<Transcript> read_transcript(std::string_view text) {
  if (text.size() > kMostBytes) return refuse(Reason::too_large, {{"limit", std::to_string(kMostBytes)}});
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  Transcript out;
  Speaker speaker = Speaker::citizen;
  std::uint32_t number = 0;
  for (auto line : split(text, '\n')) {
    ++number;
    if (broken_utf8_at(line) != std::string_view::npos) return refuse(Reason::malformed, {{"line", std::to_string(number)}});
    line = trim(line);
    if (line.empty()) continue;
    if (const auto found = marked(line)) {
      speaker = found->first;
      line = found->second;
    }
    if (out.lines.size() >= kMostLines) return refuse(Reason::too_large, {{"limit", std::to_string(kMostLines)}});
    out.lines.push_back({speaker, std::string(line)});
    out.file_lines.push_back(number);
  }
  return out;
}

json::Object form_as_json(const CallForm& form, const City& city, const std::vector<std::uint32_t>& file_lines) {
  json::Object fields, values;
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const auto field = static_cast<CallField>(i);
    const auto name = code_of(field);
    const auto& filled = form[field];
    if (!filled) {
      fields[name] = nullptr;
      values[name] = nullptr;
      continue;
    }
    json::Array said;
    for (const auto& at : filled->said) {
      const auto line = at.line >= 1 && at.line <= file_lines.size() ? file_lines[at.line - 1] : at.line;
      said.push_back(json::Object{{"line", line}, {"start", at.start}, {"end", at.end}});
    }
    json::Value value = plain(filled->value);
    if (field == CallField::matter) {
      json::Array matters;
      for (const auto& guess : form.matters) {
        const auto* matter = city.matter(guess.matter);
        matters.push_back(json::Object{{"code", guess.matter}, {"name", matter != nullptr ? matter->name : guess.matter}, {"confidence", rounded(guess.confidence)}});
      }
      value = std::move(matters);
    }
    values[name] = value;
    fields[name] = json::Object{{"value", std::move(value)}, {"confidence", rounded(filled->confidence)}, {"said", std::move(said)}};
  }
  return json::Object{{"fields", std::move(fields)}, {"form", std::move(values)}, {"version", form.version}};
}

}  // namespace yiwang
