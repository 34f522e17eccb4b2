#include "flow/rules/model.h"

#include <algorithm>

#include "flow/rules/link.h"
#include "flow/rules/read.h"
#include "flow/rules/session.h"

namespace yiwang::dmn {
namespace {

using namespace detail;

/// By name first, then by id, in the file itself before the imported ones.
template <class Elements>
std::optional<std::uint32_t> find(const Elements& elements, std::string_view what) {
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].name == what) return i;
  }
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].id == what) return i;
  }
  const auto plain = feel::normalise_name(what);
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (feel::normalise_name(elements[i].name) == plain) return i;
  }
  return std::nullopt;
}

}  // namespace

Model::Model(std::shared_ptr<const House> house) : house_(std::move(house)) {}
Model::~Model() = default;

Result<std::shared_ptr<const Model>> Model::compile(std::shared_ptr<const Definitions> definitions, std::span<const std::shared_ptr<const Definitions>> others) {
  auto house = build_house(std::move(definitions), others);
  if (!house) return tl::unexpected(house.error());
  return std::shared_ptr<const Model>(new Model(std::move(*house)));
}

Result<std::shared_ptr<const Model>> Model::from_xml(std::string_view xml) {
  auto definitions = read(xml);
  if (!definitions) return tl::unexpected(definitions.error());
  return compile(std::make_shared<const Definitions>(std::move(*definitions)));
}

const Definitions& Model::definitions() const { return *house_->files[0].definitions; }
const std::vector<Fault>& Model::faults() const { return house_->faults; }

Result<Outcome> Model::evaluate(std::string_view what, const feel::Value& input, const Asked& asked) const {
  const auto decision = find(house_->decisions, what);
  const auto service = decision ? std::nullopt : find(house_->services, what);
  if (!decision && !service) return refuse(Reason::not_found, {{"decision", std::string(what)}});
  const auto record = std::make_shared<Record>();
  record->explain = asked.explain;
  feel::Run run;
  if (asked.present) run.present = &*asked.present;
  feel::Notes notes;
  run.notes = &notes;
  Session session(house_, record, run, &input, asked.read_texts);
  Outcome out;
  out.value = decision ? session.decision(*decision) : session.service(*service);
  out.problems = session.take_problems();
  out.explanation = std::move(record->tables);
  return out;
}

Result<Outcome> Model::call(std::string_view knowledge, std::span<const feel::Value> arguments, const Asked& asked) const {
  const auto found = find(house_->knowledge, knowledge);
  if (!found) return refuse(Reason::not_found, {{"knowledge", std::string(knowledge)}});
  const auto record = std::make_shared<Record>();
  record->explain = asked.explain;
  feel::Run run;
  if (asked.present) run.present = &*asked.present;
  feel::Notes notes;
  run.notes = &notes;
  Outcome out;
  out.value = feel::call(function_of(house_, record, {Need::What::knowledge, *found}), arguments, run);
  for (const auto& each : notes.problems()) out.problems.push_back({each.code, std::string(knowledge), each.detail, each.at});
  out.explanation = std::move(record->tables);
  return out;
}

}  // namespace yiwang::dmn
