#include "adapters/http/case_answer.h"
#include "adapters/http/knowledge_view.h"
#include "adapters/http/problem.h"
#include "adapters/http/reading.h"

namespace yiwang {
namespace {

/// Forms name files by id only; the machine wants the files themselves. Puts what was uploaded in place of the ids.
Done name_files(Site& site, json::Value& body, Instant now) {
  auto& object = body.get_object();
  const auto in_place = [&](json::Value& id, const std::string& field) -> Done {
    if (!id.is_string()) return refuse(Reason::wrong_type, {{"wanted", "string"}}, field);
    auto found = site.uploads.find(std::string(id.get_string()), now);
    if (!found) return refuse(found.error().reason, found.error().facts, field);
    id = json::Object{{"id", found->id}, {"name", found->name}, {"type", found->type}, {"bytes", found->bytes}};
    return done();
  };
  if (auto* one = object.if_contains("attachment")) {
    if (auto ok = in_place(*one, "attachment"); !ok) return ok;
  }
  if (auto* several = object.if_contains("attachments")) {
    if (!several->is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, "attachments");
    if (several->get_array().size() > 20) return refuse(Reason::out_of_range, {{"most", "20"}}, "attachments");
    std::size_t place = 0;
    for (auto& id : several->get_array()) {
      if (auto ok = in_place(id, "attachments[" + std::to_string(place++) + "]"); !ok) return ok;
    }
  }
  return done();
}

void command(Site& site, const CallPtr& call) {
  auto& request = call->request;
  const auto refuse_with = [&](const Refusal& refusal) { call->answer(problem(refusal, request)); };
  auto id = read_case_id(request.captures[0]);
  if (!id) return refuse_with(id.error());
  auto body = read_json(request, {"operation"});
  if (!body) return refuse_with(body.error());
  if (auto ok = name_files(site, *body, request.now); !ok) return refuse_with(ok.error());
  auto wanted = read_command(*body);
  if (!wanted) return refuse_with(wanted.error());
  if (const auto* place = std::get_if<CorrectPlace>(&*wanted); place != nullptr && place->point) {
    if (auto ok = check_point(*place->point); !ok) return refuse_with({ok.error().reason, ok.error().facts, "point"});
  }
  std::string citation;
  if (const auto* answer = std::get_if<AnswerAtOnce>(&*wanted); answer != nullptr && !answer->article.empty()) {
    if (auto ok = may_cite(site, answer->article); !ok) return refuse_with(ok.error());
    citation = answer->article;
  }
  const auto version = read_version(request.header("if-match"));
  if (!version) return refuse_with({Reason::wrong_type, {{"wanted", "version"}}, "If-Match"});
  if (*version == 0) return refuse_with({Reason::version_required, {}, "If-Match"});
  site.office.command(request.who(), *id, std::move(*wanted), *version, request.asking(), [&site, call, citation](Result<SeenCase> seen) {
    if (seen) count_citation(site, citation);
    // On the writer's commit thread: only hand over.
    site.readers.run(
        [&site, call, seen = std::move(seen)] {
          auto& asked = call->request;
          if (!seen) return call->answer(problem(seen.error(), asked));
          try {
            auto answer = case_answer(site, asked.who(), *seen, asked.now);
            call->answer(answer ? std::move(*answer) : problem(answer.error(), asked));
          } catch (const std::exception& fault) {
            call->answer(broken(fault.what(), asked));
          }
        },
        true);
  });
}

}  // namespace

void add_command_routes(Site& site) {
  site.routes.add({Method::post, "/api/v1/cases/{id}/commands", Caller::signed_in, [&site](const CallPtr& call) { command(site, call); }, Runs::on_readers, Body::json});
}

}  // namespace yiwang
