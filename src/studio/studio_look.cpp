#include "base/text.h"
#include "flow/rules/model.h"
#include "studio/difference.h"
#include "studio/duty_question.h"
#include "studio/form_trial.h"
#include "studio/impact.h"
#include "studio/read_process.h"
#include "studio/rule_trial.h"
#include "studio/studio.h"
#include "studio/walk.h"

namespace yiwang {
namespace {

struct WalkAsked {
  std::string text, code, version;
  json::Value variables, steps;
  std::optional<Instant> start_at;
};
BOOST_DESCRIBE_STRUCT(WalkAsked, (), (text, code, version, variables, steps, start_at))
struct TryAsked {
  std::string kind, text, code, version, decision;
  json::Value input;
};
BOOST_DESCRIBE_STRUCT(TryAsked, (), (kind, text, code, version, decision, input))
struct DutyAsked {
  std::string matter, area, words;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(DutyAsked, (), (matter, area, words, at))

json::Value difference_of(const std::string& from, const json::Value& to, json::Array changes) {
  return json::Object{{"from", or_null(from)}, {"to", to}, {"changes", std::move(changes)}};
}

}  // namespace

Result<json::Value> Studio::difference(DocumentKind kind, const std::string& code, const std::string& from, const std::string& to) const {
  const auto before = document(kind, code, from), after = document(kind, code, to);
  if (!before) return tl::unexpected(before.error());
  if (!after) return tl::unexpected(after.error());
  auto changes = compare_documents(kind, before->text, after->text);
  if (!changes) return tl::unexpected(changes.error());
  return difference_of(before->version, json::Value(after->version), std::move(*changes));
}

Result<json::Value> Studio::difference(std::uint64_t draft_id, const std::string& from) const {
  const auto found = draft(draft_id);
  if (!found) return tl::unexpected(found.error());
  const auto kind = *parse<DocumentKind>(found->kind);
  const auto before = document(kind, found->code, from);
  // Of a new document everything is new; there is nothing to compare it with.
  if (!before && (before.error().reason != Reason::unknown_document || !from.empty())) return tl::unexpected(before.error());
  if (!before) return difference_of({}, nullptr, {});
  auto changes = compare_documents(kind, before->text, found->text);
  if (!changes) return tl::unexpected(changes.error());
  return difference_of(before->version, nullptr, std::move(*changes));
}

Result<json::Value> Studio::walk(const json::Object& asked, Instant now) const {
  WalkAsked in;
  if (auto ok = json::read(json::Value(asked), in); !ok) return tl::unexpected(ok.error());
  if (in.text.empty() && in.code.empty()) return refuse(Reason::missing_field, {}, "text");
  if (!in.steps.is_null() && !in.steps.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, "steps");
  if (!in.variables.is_null() && !in.variables.is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}}, "variables");
  const auto start_at = in.start_at.value_or(now);
  auto city = office_.city();
  std::shared_ptr<const process::Plan> plan;
  std::vector<StudioFault> faults;
  if (in.text.empty()) {
    const auto* drawn = in.version.empty() ? city->process(in.code) : city->process(in.code, in.version);
    if (drawn == nullptr && !in.version.empty() && city->process(in.code) != nullptr) return refuse(Reason::unknown_edition, {{"version", shorten(in.version, 40)}});
    if (drawn == nullptr) return refuse(Reason::unknown_document, {{"document", "process/" + shorten(in.code, 64)}});
    plan = drawn->plan;
  } else {
    auto read = read_process(in.text, in.code, publisher_.surroundings(now));
    plan = std::move(read.plan);
    faults = std::move(read.faults);
  }
  if (!plan) {
    return json::Object{{"faults", to_json(faults)}, {"refused", nullptr}, {"now", to_text(start_at)}, {"trace", json::Array{}}, {"state", nullptr}, {"possible", json::Array{}}};
  }
  Walk walked(std::move(plan), std::move(city), start_at);
  walked.begin(in.variables);
  walked.go(in.steps);
  auto out = walked.show();
  out["faults"] = to_json(faults);
  return out;
}

Result<json::Value> Studio::attempt(const json::Object& asked, Instant now) const {
  TryAsked in;
  if (auto ok = json::read(json::Value(asked), in); !ok) return tl::unexpected(ok.error());
  if (!in.input.is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}}, "input");
  const auto kind = parse<DocumentKind>(in.kind.empty() ? "rule" : in.kind);
  if (!kind || (*kind != DocumentKind::rule && *kind != DocumentKind::form && *kind != DocumentKind::duties)) return refuse(Reason::unknown_value, {{"value", shorten(in.kind, 40)}}, "kind");
  if (*kind == DocumentKind::duties) in.code = "duties";
  if (in.code.empty() && in.text.empty()) return refuse(Reason::missing_field, {}, "text");
  if (in.text.empty()) {
    const auto found = document(*kind, in.code, in.version);
    if (!found) return tl::unexpected(found.error());
    in.text = found->text;
  }
  json::Object out{{"value", nullptr}, {"matched", json::Array{}}, {"missed", json::Array{}}, {"problems", json::Array{}}, {"faults", json::Array{}}};
  if (*kind == DocumentKind::rule) {
    const auto model = dmn::Model::from_xml(in.text);
    if (!model) {
      StudioChecks checks;
      checks.refuse(model.error());
      out["faults"] = to_json(checks.faults);
      return out;
    }
    std::vector<StudioFault> faults;
    for (const auto& fault : (*model)->faults()) faults.push_back({true, fault.rule, fault.id.empty() ? fault.element : fault.id, 0, {{"text", fault.text}}, fault.detail});
    out["faults"] = to_json(faults);
    auto trial = try_rule(**model, in.code, in.decision, in.input, now, office_.city()->offset, true);
    if (!trial) return tl::unexpected(trial.error());
    out["value"] = std::move(trial->value);
    out["matched"] = std::move(trial->matched);
    out["missed"] = std::move(trial->missed);
    out["problems"] = std::move(trial->problems);
    return out;
  }
  if (*kind == DocumentKind::form) {
    out["faults"] = to_json(check_form(in.text));
    if (auto tried = try_form(in.text, in.input)) {
      out["value"] = std::move(tried->value);
      out["problems"] = std::move(tried->problems);
    }
    return out;
  }
  DutyAsked question;
  if (auto ok = json::read(in.input, question, "input"); !ok) return tl::unexpected(ok.error());
  auto city = office_.city();
  if (edition_of(in.text) != present_version(*kind, in.code)) {
    const auto loaded = load_with(*kind, in.code, in.text, publisher_.surroundings(now));
    out["faults"] = to_json(faults_of(loaded, *kind, in.code));
    if (!loaded.city) return out;
    city = loaded.city;
  }
  auto answer = DutyAnswers(city).ask({question.matter, question.area, question.at.value_or(now), question.words});
  if (!answer) {
    auto refusal = answer.error();
    refusal.field = "input." + refusal.field;
    return tl::unexpected(refusal);
  }
  out["value"] = std::move(answer->value);
  out["matched"] = std::move(answer->matched);
  out["missed"] = std::move(answer->missed);
  return out;
}

Result<std::uint64_t> Studio::begin_impact(const Identity& who, std::uint64_t draft_id, std::optional<Instant> from, std::optional<Instant> to, const Asking& asking) {
  const auto found = draft(draft_id);
  if (!found) return tl::unexpected(found.error());
  const auto kind = *parse<DocumentKind>(found->kind);
  const auto until = to.value_or(asking.now), since = from.value_or(until - hours{24 * 30});
  if (since > until) return refuse(Reason::out_of_range, {{"most", to_text(until)}}, "from");
  auto loaded = load_with(kind, found->code, found->text, publisher_.surroundings(asking.now));
  if (!loaded.city) return refuse(Reason::has_faults, {{"faults", std::to_string(loaded.faults.size())}});
  audit(who, "impact", *found, {}, asking);
  auto& store = office_.store();
  const auto* drawn = kind == DocumentKind::process ? loaded.city->process(found->code) : nullptr;
  if (drawn != nullptr || kind == DocumentKind::rule) {
    return jobs_.begin(draft_id, since, until, asking.now, ImpactResult{}.to_json(), [&store, ask = ProcessImpact{drawn ? drawn->plan : nullptr, drawn ? found->code : std::string{}, loaded.city}](StudioJob& job) { measure_impact(job, store, ask); });
  }
  return jobs_.begin(draft_id, since, until, asking.now, ImpactResult{}.to_json(), [&store, ask = TableImpact{office_.city(), loaded.city, asking.now}](StudioJob& job) { measure_impact(job, store, ask); });
}

Result<json::Value> Studio::job(std::uint64_t id) const { return jobs_.look(id); }
Done Studio::cancel_job(std::uint64_t id) { return jobs_.cancel(id); }

}  // namespace yiwang
