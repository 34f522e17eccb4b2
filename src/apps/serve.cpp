#include <csignal>

#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/documents/write_table.h"
#include "adapters/http/server.h"
#include "apps/commands.h"
#include "apps/house.h"
#include "apps/living_city.h"

namespace yiwang {
namespace {

struct Options {
  HouseOptions house;
  HttpOptions http;
  std::string web;
  int port = 8080;
  double pace = 0;
};

/// Files beside the city's tables that only the map draws: `water.geojson` and `green.geojson`.
std::string background_file(const std::filesystem::path& folder, std::string_view kind) {
  std::ifstream in(folder / (std::string(kind) + ".geojson"), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int run(Options o) {
  // Blocked before any thread starts, so that all inherit it and only sigwait sees them.
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &wanted, nullptr);

  const SystemClock clock;
  o.house.learn = HouseOptions::Learn::in_background;
  House house(o.house, clock);
  LivingCity living(house, clock);
  o.http.port = static_cast<std::uint16_t>(o.port);
  o.http.web_root = o.web.empty() ? shipped("web/dist").string() : o.web;
  o.http.write_table = write_table;
  o.http.studio = &house.studio();
  o.http.knowledge = &house.knowledge();
  o.http.settled = &house.settled();
  o.http.learning = &house.learning();
  o.http.groups = &house.groups();
  o.http.places = &house.places();
  o.http.model = house.model();
  o.http.background = [&house, data = o.house.data](std::string_view kind) {
    const auto present = house.store().current_city();
    return present ? background_file(data / present->path, kind) : std::string{};
  };
  HttpServer server(house.office(), living.control(), o.http);
  server.start();
  living.start(o.pace);
  std::cout << "Yiwang serves " << house.city()->name << " at http://" << o.http.address << ":" << server.port() << "/\n" << std::flush;
  int signal = 0;
  sigwait(&wanted, &signal);
  std::cout << "stopping: finishing what was taken\n" << std::flush;
  living.stop();
  server.stop();
  return 0;
}

}  // namespace

void add_serve(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("serve", "Serve the desks and the API from a data folder");
  sub->add_option("--data", o->house.data, "the data folder; set up with the city when empty")->required();
  sub->add_option("--city", o->house.city, "the city's folder, used only when the data folder has none; the demo city when left out");
  sub->add_option("--store", o->house.store, "a PostgreSQL connection string instead of SQLite in the data folder");
  sub->add_option("--address", o->http.address, "address to listen on")->capture_default_str();
  sub->add_option("--port", o->port, "port, 0 for any free one")->capture_default_str()->check(CLI::Range(0, 65535));
  sub->add_option("--web", o->web, "the built front end; what ships when left out");
  sub->add_option("--threads", o->house.threads, "advice threads")->capture_default_str()->check(CLI::Range(1, 64));
  sub->add_option("--demo-password", o->house.demo_password, "a new data folder gives every person this password (for demonstrations only)");
  sub->add_option("--rehearse", o->pace, "let the city live: so many made-up reports a minute, worked by simulated staff")->check(CLI::Range(0.0, 600.0));
  sub->add_option("--requests-per-minute", o->http.requests_per_minute, "instead of the city's setting; 0 = no limit, for measurements and tests only");
  auto& model = o->house.model;
  sub->add_option("--model-url", model.url, "an OpenAI-compatible model service to ask where the engine is unsure, such as http://127.0.0.1:8000/v1; its key in YIWANG_MODEL_KEY");
  sub->add_option("--model", model.chat_model, "its chat model")->needs("--model-url");
  sub->add_option("--model-embedding", model.embedding_model, "its embedding model")->needs("--model-url");
  sub->add_option("--model-vision", model.vision_model, "its vision model")->needs("--model-url");
  sub->add_option("--model-prompt", model.prompt, "a file with the question for matters, {matters} where the choice is listed; what ships when left out");
  sub->add_option("--model-limit-ms", model.limit_ms, "how long a report may wait for it")->capture_default_str()->check(CLI::Range(50, 60000));
  sub->add_option("--model-calls-a-minute", model.limits.a_minute)->capture_default_str()->check(CLI::Range(0, 100000));
  sub->add_option("--model-calls-at-once", model.limits.at_once)->capture_default_str()->check(CLI::Range(1, 64));
  sub->add_option("--model-cost-a-day", model.limits.cost_a_day, "no more calls that day from this cost on; 0 = no limit")->check(CLI::NonNegativeNumber);
  sub->add_option("--model-price-in", model.limits.price_in, "of a million tokens sent")->check(CLI::NonNegativeNumber);
  sub->add_option("--model-price-out", model.limits.price_out, "of a million tokens answered")->check(CLI::NonNegativeNumber);
  sub->add_flag("--model-plain-chat", model.plain_chat, "the service does not know response_format");
  sub->add_flag("--model-images", model.limits.images_may_leave, "pictures may be sent too; they cannot be scrubbed");
  sub->add_flag("--secure-cookies", o->http.secure_cookies, "cookies only over TLS, when a proxy in front speaks it");
  sub->add_flag("--trust-proxy", o->http.trust_proxy, "believe X-Forwarded-For of the proxy in front");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
