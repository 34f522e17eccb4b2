#include <functional>
#include <map>

#include "base/text.h"
#include "city/city.h"
#include "city/table_reader.h"
#include "contract/settings.h"

namespace yiwang {

namespace {

using Field = std::variant<double Settings::*, int Settings::*, Span Settings::*, bool Settings::*, std::string Settings::*>;

const std::map<std::string_view, Field>& fields() {
  static const std::map<std::string_view, Field> all = {
      {"matter_threshold", &Settings::matter_threshold},
      {"dispatch_threshold", &Settings::dispatch_threshold},
      {"place_threshold", &Settings::place_threshold},
      {"suggest_duplicate", &Settings::suggest_duplicate},
      {"merge_duplicate", &Settings::merge_duplicate},
      {"relate_window_days", &Settings::relate_window_days},
      {"again_after_closing_days", &Settings::again_after_closing_days},
      {"near_share", &Settings::near_share},
      {"receipt_within", &Settings::receipt_within},
      {"session_hours", &Settings::session_hours},
      {"requests_per_minute", &Settings::requests_per_minute},
      {"attachment_bytes", &Settings::attachment_bytes},
      {"report_characters", &Settings::report_characters},
      {"queue_length", &Settings::queue_length},
      {"intake_normalise", &Settings::intake_normalise},
      {"intake_understand", &Settings::intake_understand},
      {"intake_consult", &Settings::intake_consult},
      {"intake_locate", &Settings::intake_locate},
      {"intake_relate", &Settings::intake_relate},
      {"intake_dispatch", &Settings::intake_dispatch},
      {"learn_promote", &Settings::learn_promote},
      {"areas_open_cases", &Settings::areas_open_cases},
  };
  return all;
}

struct Setter {
  Settings& settings;
  const SettingInfo& info;
  std::string_view value;

  Done wrong(std::string_view wanted) const {
    return refuse(Reason::wrong_type, {{"wanted", std::string(wanted)}, {"value", fact_text(value)}}, std::string(info.key));
  }
  template <class Number>
  Done within(Number number, Number Settings::*field) const {
    if (static_cast<double>(number) < info.least || static_cast<double>(number) > info.most) {
      return refuse(Reason::out_of_range, {{"value", fact_text(value)}}, std::string(info.key));
    }
    settings.*field = number;
    return done();
  }
  Done operator()(double Settings::*field) const {
    const auto number = parse_number(value);
    return number ? within(*number, field) : wrong("number");
  }
  Done operator()(int Settings::*field) const {
    const auto number = parse_integer(value);
    return number ? within(*number, field) : wrong("integer");
  }
  Done operator()(Span Settings::*field) const {
    const auto span = parse_span(value);
    if (!span) return wrong("duration");
    settings.*field = *span;
    return done();
  }
  Done operator()(bool Settings::*field) const {
    if (value != "true" && value != "false") return wrong("boolean");
    settings.*field = value == "true";
    return done();
  }
  Done operator()(std::string Settings::*field) const {
    const auto words = split(info.words, ' ');
    if (std::find(words.begin(), words.end(), value) == words.end()) return wrong(info.words);
    settings.*field = value;
    return done();
  }
};

}  // namespace

Settings::Settings() {
  for (const auto& info : kSettings) {
    if (!set(info.key, info.fallback)) std::abort();   // the contract's own default would be unreadable
  }
}

Done Settings::set(std::string_view key, std::string_view value) {
  const auto field = fields().find(key);
  const auto info = std::find_if(kSettings.begin(), kSettings.end(), [&](const SettingInfo& one) { return one.key == key; });
  if (field == fields().end() || info == kSettings.end()) return refuse(Reason::unknown_field, {}, std::string(key));
  return std::visit(Setter{*this, *info, value}, field->second);
}

}  // namespace yiwang
