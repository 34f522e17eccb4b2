#include "flow/forms/schema.h"

#include "flow/forms/evaluate.h"
#include "flow/forms/meta.h"
#include "flow/forms/registry.h"

namespace yiwang::forms {
namespace {

/// The meta-schema ready to run; made once.
const Schema& meta() {
  static const Schema made = *Schema::compile(detail::meta_schema());
  return made;
}

}  // namespace

Result<Schema> Schema::compile(const json::Value& schema, const Options& options) {
  const bool itself = &schema == &detail::meta_schema();
  if (!itself && !schema.is_bool()) {
    const auto problems = meta().validate(schema);
    if (!problems.empty()) {
      const auto& first = problems.front();
      return refuse(Reason::malformed, {{"at", first.at}, {"keyword", first.keyword}, {"detail", "not a schema of JSON Schema 2020-12"}});
    }
  }
  auto table = std::make_shared<detail::Registry>();
  table->options = options;
  table->documents.push_back(schema);
  if (auto ok = detail::fill(*table); !ok) return tl::unexpected(ok.error());
  Schema out;
  out.registry_ = std::move(table);
  return out;
}

Result<Schema> Schema::parse(std::string_view text, const Options& options) {
  const auto value = json::parse_text(text);
  if (!value) return tl::unexpected(value.error());
  return compile(*value, options);
}

std::vector<Problem> Schema::validate(const json::Value& data) const {
  detail::Run run(*registry_);
  detail::Seen seen;
  const bool fits = run.check(registry_->documents.front(), data, seen);
  auto problems = run.take();
  // Limits met inside a trial leave no problem behind, and may have turned a `not` round; the data do not pass.
  if ((!fits || run.exhausted()) && problems.empty()) problems.push_back({"", "too_much", "", {}});
  return problems;
}

const json::Value& Schema::document() const { return registry_->documents.front(); }

}  // namespace yiwang::forms
