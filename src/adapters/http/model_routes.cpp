#include <charconv>

#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "learn/learning.h"

namespace yiwang {
namespace {

struct TrainBody {
  std::optional<std::int64_t> dataset;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(TrainBody, (), (dataset, note))
struct ShadowBody {
  std::optional<bool> on;
};
BOOST_DESCRIBE_STRUCT(ShadowBody, (), (on))
struct TurnBody {
  std::string reason;
  std::optional<std::string> override_reason;
};
BOOST_DESCRIBE_STRUCT(TurnBody, (), (reason, override_reason))
struct BackBody {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(BackBody, (), (reason))
struct DatasetBody {
  std::string note;
};
BOOST_DESCRIBE_STRUCT(DatasetBody, (), (note))
struct LabelBody {
  std::string verdict;
  std::optional<std::string> matter;
};
BOOST_DESCRIBE_STRUCT(LabelBody, (), (verdict, matter))

constexpr std::int64_t kDaysShown = 30;

/// One request with the models at hand.
struct Asked {
  Site& site;
  Request& request;
  Learning& learning;

  const Identity& who() const { return request.who(); }
  Asking asking() const { return request.asking(); }
  Result<std::uint64_t> number(Reason otherwise) const {
    const auto& text = request.captures[0];
    std::uint64_t id = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || id > INT64_MAX) return refuse(otherwise, {{"id", shorten(text, 40)}});
    return id;
  }
};

Answer answer(const Result<json::Value>& value, int status = 200) {
  if (!value) return tl::unexpected(value.error());
  return json_response(boost::json::serialize(*value), status);
}

Answer nothing() {
  Response out;
  out.status = 204;
  return out;
}

Answer list(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.models());
}

Answer one(Asked a) {
  const auto id = a.number(Reason::unknown_model);
  if (!id) return tl::unexpected(id.error());
  return answer(a.learning.model(*id));
}

Answer train(Asked a) {
  auto body = read_body<TrainBody>(a.request, {});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->note, 500, "note"); !ok) return tl::unexpected(ok.error());
  if (body->dataset && *body->dataset < 1) return refuse(Reason::unknown_dataset, {{"id", std::to_string(*body->dataset)}}, "dataset");
  const auto dataset = body->dataset ? std::optional(static_cast<std::uint64_t>(*body->dataset)) : std::nullopt;
  const auto job = a.learning.train(a.who(), dataset, body->note, a.asking());
  if (!job) return tl::unexpected(job.error());
  return json_response("{\"job\":" + std::to_string(*job) + "}", 202);
}

Answer job(Asked a) {
  const auto id = a.number(Reason::not_found);
  if (!id) return tl::unexpected(id.error());
  return answer(a.learning.job(*id));
}

Answer cancel(Asked a) {
  const auto id = a.number(Reason::not_found);
  if (!id) return tl::unexpected(id.error());
  if (auto ok = a.learning.cancel_job(*id); !ok) return tl::unexpected(ok.error());
  return nothing();
}

Answer shadow(Asked a) {
  const auto id = a.number(Reason::unknown_model);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<ShadowBody>(a.request, {"on"});
  if (!body) return tl::unexpected(body.error());
  return answer(a.learning.shadow(a.who(), *id, body->on.value_or(false), a.asking()));
}

Answer promote(Asked a) {
  const auto id = a.number(Reason::unknown_model);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<TurnBody>(a.request, {});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 500, "reason"); !ok) return tl::unexpected(ok.error());
  const auto forced = body->override_reason.value_or("");
  if (auto ok = check_text(forced, 500, "override_reason"); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.promote(a.who(), *id, body->reason, forced, a.asking()));
}

Answer roll_back(Asked a) {
  const auto id = a.number(Reason::unknown_model);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<BackBody>(a.request, {});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 500, "reason"); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.roll_back(a.who(), *id, body->reason, a.asking()));
}

Answer compare(Asked a) {
  Parameters in(a.request);
  in.require("a");
  in.require("b");
  const auto first = in.whole("a", 1, 1, INT64_MAX), second = in.whole("b", 1, 1, INT64_MAX), most = in.whole("most", 100, 0, 500);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.compare(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(second), static_cast<std::size_t>(most)));
}

Answer drift(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.drift(a.request.now));
}

Answer calls(Asked a) {
  Parameters in(a.request);
  const auto to = in.time("to").value_or(a.request.now);
  const auto from = in.time("from").value_or(to - hours{24 * kDaysShown});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto offset = a.site.office.city()->offset;
  return answer(a.learning.calls(local_day(from, offset), local_day(to, offset)));
}

Answer datasets(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.datasets());
}

Answer make_dataset(Asked a) {
  auto body = read_body<DatasetBody>(a.request, {});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->note, 500, "note"); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.make_dataset(a.who(), body->note, a.asking()), 201);
}

Answer next(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return answer(json::Value(json::Object{{"item", a.learning.labelling().next(a.who(), a.request.now)}}));
}

Answer progress(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return answer(a.learning.labelling().progress(a.who(), a.request.now));
}

Answer label(Asked a) {
  const auto id = a.number(Reason::unknown_case);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<LabelBody>(a.request, {"verdict"});
  if (!body) return tl::unexpected(body.error());
  return answer(a.learning.labelling().judge(a.who(), *id, body->verdict, body->matter.value_or(""), a.request.now));
}

Answer undo(Asked a) {
  const auto id = a.number(Reason::unknown_case);
  if (!id) return tl::unexpected(id.error());
  if (auto ok = a.learning.labelling().undo(a.who(), *id); !ok) return tl::unexpected(ok.error());
  return nothing();
}

}  // namespace

void add_model_routes(Site& site) {
  static const std::vector<Role> kRead{Role::admin, Role::dispatcher, Role::supervisor}, kChange{Role::admin};
  const auto add = [&site](Method method, std::string_view path, Answer (*handler)(Asked), Body body, const std::vector<Role>& roles, Runs runs = Runs::on_readers) {
    site.routes.add({method, path, Caller::signed_in, plain([&site, handler](Request& request) -> Answer {
                       if (site.options.learning == nullptr) return refuse(Reason::unavailable, {{"part", "models"}});
                       return handler({site, request, *site.options.learning});
                     }),
                     runs, body, roles});
  };
  using enum Method;
  add(get, "/api/v1/models", list, Body::none, kRead);
  add(post, "/api/v1/models/train", train, Body::json, kChange, Runs::on_slow);
  add(get, "/api/v1/models/jobs/{id}", job, Body::none, kRead);
  add(delete_, "/api/v1/models/jobs/{id}", cancel, Body::none, kChange);
  add(get, "/api/v1/models/compare", compare, Body::none, kRead, Runs::on_slow);
  add(get, "/api/v1/models/drift", drift, Body::none, kRead);
  add(get, "/api/v1/models/calls", calls, Body::none, kRead);
  add(get, "/api/v1/models/{id}", one, Body::none, kRead);
  add(post, "/api/v1/models/{id}/shadow", shadow, Body::json, kChange, Runs::on_slow);
  add(post, "/api/v1/models/{id}/promote", promote, Body::json, kChange, Runs::on_slow);
  add(post, "/api/v1/models/{id}/rollback", roll_back, Body::json, kChange, Runs::on_slow);
  add(get, "/api/v1/datasets", datasets, Body::none, kRead);
  add(post, "/api/v1/datasets", make_dataset, Body::json, kChange, Runs::on_slow);
  add(get, "/api/v1/labelling/next", next, Body::none, kRead);
  add(get, "/api/v1/labelling/progress", progress, Body::none, kRead);
  add(post, "/api/v1/labelling/{id}", label, Body::json, kRead);
  add(delete_, "/api/v1/labelling/{id}", undo, Body::none, kRead);
}

}  // namespace yiwang
