#include "service/guarded_model.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "flow/forms/schema.h"
#include "understand/scrub.h"

namespace yiwang {
namespace {

constexpr std::size_t kDaysKept = 31;

std::string day_of(Instant at) { return to_text(at).substr(0, 10); }

bool is_failure(Reason reason) { return reason == Reason::model_late || reason == Reason::model_unreachable || reason == Reason::model_nonsense; }

/// A slash would part the key of a count.
std::string part(std::string text) {
  std::replace(text.begin(), text.end(), '/', '-');
  return text.empty() ? "-" : text;
}

ModelQuestion scrubbed(ModelQuestion question) {
  question.instruction = scrub(question.instruction);
  question.text = scrub(question.text);
  for (auto& text : question.texts) text = scrub(text);
  return question;
}

std::optional<Refusal> misfit_of_vectors(const ModelQuestion& question, const ModelReply& reply) {
  const auto wrong = [](std::string at, std::string detail) { return Refusal{Reason::model_nonsense, {{"at", std::move(at)}, {"detail", std::move(detail)}}}; };
  if (reply.vectors.size() != question.texts.size()) return wrong("", "vectors: " + std::to_string(reply.vectors.size()) + " of " + std::to_string(question.texts.size()));
  for (std::size_t i = 0; i < reply.vectors.size(); ++i) {
    const auto& vector = reply.vectors[i];
    if (vector.empty() || vector.size() != reply.vectors.front().size()) return wrong("/" + std::to_string(i), "length");
    if (!std::all_of(vector.begin(), vector.end(), [](float x) { return std::isfinite(x); })) return wrong("/" + std::to_string(i), "not a number");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> misfit(const ModelQuestion& question, const ModelReply& reply) {
  if (question.task == ModelTask::embed) return misfit_of_vectors(question, reply);
  if (question.schema.is_null()) {
    if (reply.value.is_object()) return std::nullopt;
    return Refusal{Reason::model_nonsense, {{"at", ""}, {"detail", "type"}}};
  }
  const auto schema = forms::Schema::compile(question.schema);
  if (!schema) return schema.error();
  const auto problems = schema->validate(reply.value);
  if (problems.empty()) return std::nullopt;
  return Refusal{Reason::model_nonsense, {{"at", problems.front().at}, {"detail", problems.front().keyword}}};
}

GuardedModel::GuardedModel(std::shared_ptr<ModelProvider> behind, ModelLimits limits, const Clock& clock)
    : behind_(std::move(behind)), limits_(limits), clock_(clock), rest_(limits.first_rest) {}

Result<ModelReply> GuardedModel::ask(const ModelQuestion& question, milliseconds limit) {
  const auto asked = clock_.now();
  if (question.task == ModelTask::look && !limits_.images_may_leave) return refuse(Reason::not_permitted, {{"why", "images_may_not_leave"}});
  {
    const std::lock_guard lock(mutex_);
    if (auto why = held_back(asked)) {
      ++count_of(question, asked).held_back;
      return tl::unexpected(std::move(*why));
    }
    ++under_way_;
    ++in_minute_;
  }
  Result<ModelReply> reply = refuse(Reason::model_unreachable, {{"detail", "fault"}});
  try {
    reply = behind_->ask(scrubbed(question), limit);
    if (reply) {
      if (auto wrong = misfit(question, *reply)) reply = tl::unexpected(std::move(*wrong));
    }
  } catch (const std::exception& fault) {
    reply = refuse(Reason::model_unreachable, {{"detail", fault.what()}});
  }
  settle(question, asked, reply);
  return reply;
}

std::optional<Refusal> GuardedModel::held_back(Instant now) {
  const auto resting = [](std::string why) { return Refusal{Reason::model_resting, {{"why", std::move(why)}}}; };
  if (health_ == Health::trying) return resting("failing");
  if (health_ == Health::failing && now < *rests_until_) return resting("failing");
  if (under_way_ >= limits_.at_once) return resting("busy");
  if (!minute_ || now - *minute_ >= minutes{1} || now < *minute_) {
    minute_ = now;
    in_minute_ = 0;
  }
  if (in_minute_ >= limits_.a_minute) return resting("too_often");
  if (limits_.cost_a_day > 0) {
    double cost = 0;
    for (auto it = counts_.lower_bound(day_of(now)); it != counts_.end() && it->first.starts_with(day_of(now)); ++it) cost += it->second.cost;
    if (cost >= limits_.cost_a_day) return resting("budget");
  }
  if (health_ == Health::failing) health_ = Health::trying;
  return std::nullopt;
}

void GuardedModel::settle(const ModelQuestion& question, Instant asked, const Result<ModelReply>& reply) {
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  --under_way_;
  auto& count = count_of(question, asked);
  ++count.asked;
  count.spent += std::max(now - asked, milliseconds{0});
  if (reply) {
    ++count.answered;
    count.tokens_in += reply->usage.tokens_in;
    count.tokens_out += reply->usage.tokens_out;
    count.cost += cost_of(reply->usage);
    health_ = Health::working;
    failures_ = 0;
    rest_ = limits_.first_rest;
    rests_until_.reset();
    last_answer_ = now;
    return;
  }
  const auto& refusal = reply.error();
  if (refusal.reason == Reason::model_late) ++count.late;
  else if (refusal.reason == Reason::model_nonsense) ++count.nonsense;
  else ++count.unreachable;
  last_fault_ = code_of(refusal.reason);
  for (const auto& [key, value] : refusal.facts) last_fault_ += " " + key + "=" + shorten(value, 120);
  if (!is_failure(refusal.reason)) {
    if (health_ == Health::trying) health_ = Health::failing;
    return;
  }
  // A late or unusable answer has been paid for; what the service did not say is guessed from what was sent.
  if (refusal.reason != Reason::model_unreachable) count.cost += cost_of({static_cast<std::int64_t>(count_codepoints(question.text) + count_codepoints(question.instruction)), 0, true});
  ++failures_;
  if (health_ == Health::trying) rest_ = std::min(rest_ * 2, limits_.longest_rest);
  if (health_ == Health::trying || failures_ >= limits_.failures_until_rest) {
    health_ = Health::failing;
    rests_until_ = now + rest_;
  }
}

ModelCount& GuardedModel::count_of(const ModelQuestion& question, Instant at) {
  const auto day = day_of(at);
  auto& count = counts_[day + "/" + part(question.caller) + "/" + part(question.purpose)];
  const auto oldest = day_of(at - hours{24 * kDaysKept});
  while (counts_.begin()->first < oldest) counts_.erase(counts_.begin());
  return count;
}

double GuardedModel::cost_of(const ModelUsage& usage) const {
  return (static_cast<double>(usage.tokens_in) * limits_.price_in + static_cast<double>(usage.tokens_out) * limits_.price_out) / 1e6;
}

ModelState GuardedModel::state() const {
  const auto today = day_of(clock_.now());
  ModelState out;
  out.provider = behind_->describe();
  const std::lock_guard lock(mutex_);
  out.health = health_ == Health::working ? "working" : health_ == Health::trying ? "trying" : "failing";
  out.rests_until = rests_until_;
  out.failures_in_a_row = failures_;
  out.last_fault = last_fault_;
  out.last_answer_at = last_answer_;
  out.counts = counts_;
  for (const auto& [key, count] : counts_) out.cost_today += key.starts_with(today) ? count.cost : 0;
  return out;
}

std::string GuardedModel::save() const {
  const std::lock_guard lock(mutex_);
  return json::to_text(counts_);
}

bool GuardedModel::load(std::string_view bytes) {
  auto counts = json::from_text<std::map<std::string, ModelCount>>(bytes);
  if (!counts) return false;
  const std::lock_guard lock(mutex_);
  counts_ = std::move(*counts);
  return true;
}

}  // namespace yiwang
