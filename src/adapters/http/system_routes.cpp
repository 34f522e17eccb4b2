#include <spdlog/spdlog.h>

#include <mutex>

#include "adapters/http/json_out.h"
#include "adapters/http/live_feed.h"
#include "adapters/http/problem.h"
#include "adapters/http/rehearsal_view.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

Answer about(Site& site, Request& request) {
  auto& store = site.office.store();
  const auto status = site.office.writer().status();
  const auto described = store.describe();
  const auto advisers = site.office.advisers();
  CaseQuery open;
  for (const auto& stage : kStages) {
    if (stage.open) open.stages.emplace_back(stage.code);
  }
  JsonOut out;
  out.begin()("version", site.options.version)("city_version", advisers.city->version).text("advice_version", advisers.dispatcher ? advisers.dispatcher->version() : "");
  out("started_at", site.started)("now", request.now).begin("counts")("reports", store.last_report_id())("cases", store.last_case_id())("open", store.count_cases(open));
  out("events", store.last_entry().seq)("attachments", 0).end();
  out.begin("writer")("queued", status.waiting)("capacity", status.capacity)("committed", status.seq).null("last_commit_ms");
  out("batches", status.batches)("last_batch", status.last_batch)("cases_in_window", status.cases_in_window)("broken", status.broken).end();
  out.begin("store")("kind", described.starts_with("Postgre") ? "postgres" : "sqlite")("schema", 1).null("bytes")("describe", described).end();
  out.begin("live")("subscribers", site.live->followers()).end();
  out.raw("rehearsal", rehearsal_json(site.rehearsal.get ? site.rehearsal.get() : RehearsalControl::State{})).end();
  return json_response(out.take());
}

/// Whether the store takes a small write, tried at most once in a few seconds however often somebody asks.
class WriteTest {
 public:
  bool passes(Store& store, Instant now) {
    const std::lock_guard lock(mutex_);
    if (tried_ && now - *tried_ < seconds{5} && now >= *tried_) return passed_;
    tried_ = now;
    try {
      store.set_setting("health_tried_at", to_text(now));
      passed_ = true;
    } catch (const std::exception& fault) {
      spdlog::error("the store takes no writes: {}", fault.what());
      passed_ = false;
    }
    return passed_;
  }

 private:
  std::mutex mutex_;
  std::optional<Instant> tried_;
  bool passed_ = true;
};

/// 200 when work can be taken; 503 when the writer is broken or the store takes no writes. For load balancers, so without detail.
Answer health(Site& site, Request& request, WriteTest& test) {
  const auto status = site.office.writer().status();
  if (status.broken) return refuse(Reason::unavailable, {{"fault", "writer"}});
  if (!test.passes(site.office.store(), request.now)) return refuse(Reason::unavailable, {{"fault", "store"}});
  return json_response(R"({"status":"ok"})");
}

void line(std::string& out, std::string_view name, std::string_view labels, double value) {
  out += name;
  out += labels;
  out += ' ';
  json::write(out, value);
  out += '\n';
}

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  ((((((out += "# HELP ") += name) += ' ') += help) += "\n# TYPE ") += name) += ' ';
  (out += type) += '\n';
}

std::string labels_of(const Site& site, int route) {
  if (route < 0) return "method=\"GET\",route=\"other\"";
  const auto& r = site.routes.at(route);
  return "method=\"" + std::string(name_of(r.method)) + "\",route=\"" + std::string(r.path) + "\"";
}

Answer metrics(Site& site) {
  const auto& m = *site.metrics;
  std::string out;
  head(out, "yiwang_requests_total", "counter", "Requests answered, by route and class of status.");
  const auto each = [&](auto f) {
    for (int route = -1; route < static_cast<int>(m.size()); ++route) f(m.row(route), labels_of(site, route));
  };
  each([&](const Metrics::Row& row, const std::string& labels) {
    for (std::size_t i = 1; i < row.by_class.size(); ++i) {
      if (const auto n = row.by_class[i].load()) line(out, "yiwang_requests_total", "{" + labels + ",status=\"" + std::to_string(i) + "xx\"}", static_cast<double>(n));
    }
  });
  head(out, "yiwang_request_seconds", "histogram", "From the first byte read to the answer handed over.");
  each([&](const Metrics::Row& row, const std::string& labels) {
    std::uint64_t sum = 0;
    for (const auto& bucket : row.buckets) sum += bucket.load();
    if (sum == 0) return;
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < Metrics::kBounds.size(); ++i) {
      so_far += row.buckets[i].load();
      std::string bound;
      json::write(bound, Metrics::kBounds[i]);
      line(out, "yiwang_request_seconds_bucket", "{" + labels + ",le=\"" + bound + "\"}", static_cast<double>(so_far));
    }
    line(out, "yiwang_request_seconds_bucket", "{" + labels + ",le=\"+Inf\"}", static_cast<double>(sum));
    line(out, "yiwang_request_seconds_sum", "{" + labels + "}", static_cast<double>(row.micros.load()) / 1e6);
    line(out, "yiwang_request_seconds_count", "{" + labels + "}", static_cast<double>(sum));
  });
  const auto gauge = [&](std::string_view name, std::string_view help, double value, std::string_view type = "gauge") {
    head(out, name, type, help);
    line(out, name, "", value);
  };
  const auto status = site.office.writer().status();
  gauge("yiwang_connections", "Open connections.", static_cast<double>(m.connections.load()));
  gauge("yiwang_calls_in_flight", "Requests being worked on.", static_cast<double>(m.in_flight.load()));
  gauge("yiwang_live_subscribers", "Screens that follow live changes.", static_cast<double>(site.live->followers()));
  gauge("yiwang_reads_waiting", "Requests that wait for a thread that may read the store.", static_cast<double>(site.readers.waiting()));
  gauge("yiwang_writer_waiting", "Reports and commands that wait for the writer.", static_cast<double>(status.waiting));
  gauge("yiwang_writer_capacity", "How many may wait.", static_cast<double>(status.capacity));
  gauge("yiwang_ledger_seq", "Number of the last ledger entry.", static_cast<double>(status.seq), "counter");
  gauge("yiwang_batches_total", "Group commits.", static_cast<double>(status.batches), "counter");
  gauge("yiwang_cases_in_window", "Cases that relations are looked for among.", static_cast<double>(status.cases_in_window));
  gauge("yiwang_writer_broken", "1 when the store does not take writes.", status.broken ? 1 : 0);
  Response response;
  response.type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = std::move(out);
  return response;
}

}  // namespace

void add_system_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/system", Caller::signed_in, plain([&site](Request& r) { return about(site, r); }), Runs::on_readers, Body::none, {Role::admin}});
  routes.add({Method::get, "/health", Caller::anybody, plain([&site, test = std::make_shared<WriteTest>()](Request& r) { return health(site, r, *test); }), Runs::on_readers});
  routes.add({Method::get, "/metrics", Caller::anybody, plain([&site](Request&) { return metrics(site); }), Runs::on_loop});
}

}  // namespace yiwang
