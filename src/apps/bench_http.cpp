#include "apps/bench_http.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "adapters/http/server.h"
#include "apps/house.h"
#include "rehearse/report_maker.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

struct Options {
  HouseOptions house;
  std::uint64_t reports = 30'000, warm = 2'000, seed = 1, health = 100'000;
  std::size_t connections = 64;
  int threads = 2;
  bool whole = false, as_json = false;
};

std::string body_of(const RawReport& raw) {
  json::Object reporter{{"name", raw.reporter.name}, {"phone", raw.reporter.phone}};
  json::Object body{{"channel", code_of(raw.channel)}, {"external_id", raw.external_id}, {"text", raw.text}, {"reporter", std::move(reporter)}};
  if (!raw.title.empty()) body["title"] = raw.title;
  if (!raw.address.empty()) body["address"] = raw.address;
  if (raw.point) body["point"] = json::Object{{"lon", raw.point->lon}, {"lat", raw.point->lat}};
  return boost::json::serialize(body);
}

double percentile(const std::vector<float>& sorted, double share) {
  return sorted.empty() ? 0 : static_cast<double>(sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))]);
}

double rate(const LoadResult& load) { return load.seconds > 0 ? static_cast<double>(load.answered) / load.seconds : 0; }

std::string bench_token(House& house) {
  constexpr auto kLogin = "bench.loader";
  const auto password = "load " + std::to_string(getpid()) + " of a morning";
  const auto city = house.city();
  Person person{kLogin, "bench", city->units.empty() ? std::string{} : city->units.front().code, {Role::agent}, {}, {}};
  auto& accounts = house.office().accounts();
  const auto made = accounts.create(person, password);
  if (!made && !accounts.set_password(kLogin, password)) throw std::runtime_error("cannot make an account to load with");
  auto in = accounts.sign_in(kLogin, password, house.office().now());
  if (!in) throw std::runtime_error("the loading account cannot sign in");
  return in->token;
}

void print(const Options& o, const LoadResult& reports, const LoadResult& health, std::uint64_t cases) {
  if (o.as_json) {
    std::string out = "{\"reports\":" + std::to_string(reports.answered) + ",\"refused\":" + std::to_string(reports.refused) + ",\"broken\":" + std::to_string(reports.broken) +
                      ",\"first_refusal\":" + std::to_string(reports.first_refusal) + ",\"connections\":" + std::to_string(o.connections) + ",\"answers\":\"" + (o.whole ? "whole" : "minimal") + "\"";
    const auto put = [&](const char* key, double value) {
      out += std::string(",\"") + key + "\":";
      json::write(out, value);
    };
    put("seconds", reports.seconds);
    put("reports_per_s", rate(reports));
    put("p50_ms", percentile(reports.took_ms, 0.5));
    put("p99_ms", percentile(reports.took_ms, 0.99));
    put("health_per_s", rate(health));
    put("health_p99_ms", percentile(health.took_ms, 0.99));
    std::cout << out << ",\"cases\":" << cases << "}\n";
    return;
  }
  std::cout << reports.answered << " reports durable in " << reports.seconds << " s over " << o.connections << " connections (" << (o.whole ? "whole" : "minimal") << " answers)\n"
            << "  " << static_cast<std::uint64_t>(rate(reports)) << " reports/s, p50 " << percentile(reports.took_ms, 0.5) << " ms, p99 " << percentile(reports.took_ms, 0.99) << " ms, refused "
            << reports.refused << ", lost " << reports.broken << ", cases " << cases << "\n"
            << "  the door alone: " << static_cast<std::uint64_t>(rate(health)) << " GET /health/s, p99 " << percentile(health.took_ms, 0.99) << " ms\n"
            << "  sender and server share this machine's processors\n";
}

int run(Options o) {
  const bool temporary = o.house.data.empty();
  const auto scratch = fs::temp_directory_path() / ("yiwang-bench-http-" + std::to_string(getpid()));
  if (temporary) o.house.data = scratch;
  o.house.quiet = true;
  o.house.key.assign(32, 'k');
  LoadResult reports, health;
  std::uint64_t cases = 0;
  {
    const SystemClock clock;
    House house(o.house, clock);
    HttpOptions http;
    http.threads = o.threads;
    http.requests_per_minute = 0;
    HttpServer server(house.office(), {}, http);
    server.start();
    const auto token = bench_token(house);
    ReportMaker maker(house.city(), o.seed, 2);
    auto at = clock.now();
    const auto run_id = std::to_string(at.time_since_epoch().count());
    // Made beforehand, so that making them costs the server nothing.
    std::vector<std::string> bodies;
    for (std::uint64_t i = 0; i < o.reports + o.warm; ++i) {
      auto raw = maker.next(at);
      raw.external_id = run_id + "-" + std::to_string(i);
      bodies.push_back(body_of(raw));
    }
    std::size_t next = 0;
    const auto make = [&] { return std::move(bodies[next++]); };
    if (o.warm > 0) post_reports(server.port(), token, o.warm, o.connections, !o.whole, make);
    reports = post_reports(server.port(), token, o.reports, o.connections, !o.whole, make);
    const std::string ask = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    health = send_load(server.port(), o.health, o.connections, [&](std::uint64_t) { return ask; });
    cases = house.store().last_case_id();
    server.stop();
  }
  if (temporary) fs::remove_all(scratch);
  print(o, reports, health, cases);
  return reports.refused + reports.broken == 0 ? 0 : 1;
}

}  // namespace

void add_bench_http(CLI::App& bench, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = bench.add_subcommand("http", "Durable reports a second through the HTTP door");
  sub->add_option("--reports", o->reports, "how many are measured")->capture_default_str();
  sub->add_option("--warm", o->warm, "how many go before")->capture_default_str();
  sub->add_option("--connections", o->connections, "keep-alive connections, one request under way on each")->capture_default_str()->check(CLI::Range(1, 4096));
  sub->add_option("--threads", o->threads, "loops of the server")->capture_default_str()->check(CLI::Range(1, 64));
  sub->add_option("--health", o->health, "GET /health requests afterwards, the door without the house")->capture_default_str();
  sub->add_option("--seed", o->seed, "of the made-up reports")->capture_default_str();
  sub->add_option("--data", o->house.data, "a data folder to use instead of a passing one");
  sub->add_option("--city", o->house.city, "the city's folder; the demo city when left out");
  sub->add_option("--store", o->house.store, "a PostgreSQL connection string");
  sub->add_flag("--whole", o->whole, "ask for the whole case in each answer, as a seat does");
  sub->add_flag("--json", o->as_json, "print one JSON object");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
