#include "adapters/http/advice_view.h"
#include "adapters/http/knowledge_view.h"
#include "adapters/http/problem.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "learn/learning.h"

namespace yiwang {
namespace {

struct AdviceBody {
  std::string text, title;
  std::optional<LonLat> point;
  std::string address, phone, matter;
};
BOOST_DESCRIBE_STRUCT(AdviceBody, (), (text, title, point, address, phone, matter))

void advise(Site& site, const CallPtr& call) {
  auto& request = call->request;
  auto body = read_body<AdviceBody>(request, {"text"});
  if (!body) return call->answer(problem(body.error(), request));
  RawReport draft;
  draft.channel = Channel::hotline;
  draft.text = body->text;
  draft.title = body->title;
  draft.point = body->point;
  draft.address = body->address;
  draft.reporter.phone = body->phone;
  draft.matter = body->matter;
  site.office.advise(request.who(), draft, request.asking(), [&site, call, draft](Result<Advice> advice) {
    site.readers.run(
        [&site, call, draft, advice = std::move(advice)] {
          auto& asked = call->request;
          if (!advice) return call->answer(problem(advice.error(), asked));
          if (site.options.learning != nullptr && advice->understanding) site.options.learning->count_advice(asked.who(), advice->understanding->version, asked.now);
          try {
            auto earlier = draft.reporter.phone.empty() ? Result<CasePage>(CasePage{}) : site.office.cases_of_phone(asked.who(), draft.reporter.phone, asked.asking());
            const auto city = site.office.city();
            call->answer(json_response(advice_json(*advice, draft, earlier ? earlier->rows : std::vector<CaseRow>{}, articles_for(site, *advice, draft, false), {*city, asked.now, nullptr, &site.office.store()})));
          } catch (const std::exception& fault) {
            call->answer(broken(fault.what(), asked));
          }
        },
        true);
  });
}

}  // namespace

void add_advice_routes(Site& site) {
  site.routes.add({Method::post, "/api/v1/advice", Caller::signed_in, [&site](const CallPtr& call) { advise(site, call); }, Runs::on_readers, Body::json,
                   {Role::agent, Role::dispatcher, Role::grid_worker, Role::supervisor, Role::admin}});
}

}  // namespace yiwang
