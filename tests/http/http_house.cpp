#include "http/http_house.h"

#include "adapters/documents/open_places.h"
#include "adapters/documents/write_table.h"
#include "adapters/files/blobs.h"
#include "base/random.h"
#include "studio/studio_house.h"

namespace yiwang::testing {
namespace {

struct Worker {
  const char* login;
  const char* unit;
  Role role;
};
constexpr Worker kWorkers[] = {{"agent", "rexian", Role::agent},         {"dispatcher", "rexian", Role::dispatcher}, {"cleaner", "chengguan", Role::handler}, {"street", "jd-1", Role::handler},
                               {"supervisor", "rexian", Role::supervisor}, {"leader", "rexian", Role::leader}, {"stranger", "rexian", Role::handler},         {"admin", "rexian", Role::admin}, {"second", "rexian", Role::admin}};

}  // namespace

HttpHouse::HttpHouse(const std::string& name, int per_minute, const std::string& web_root)
    : folder("http-" + name),
      house(folder.path() / "data", 2),
      blobs(open_blobs((folder.path() / "files").string())),
      accounts(house.store, [this](std::size_t n) {
        Random random(++drawn);
        std::string out;
        while (out.size() < n) out += static_cast<char>(random.below(256));
        return out;
      }, 12),
      office({house.store, *blobs, *house.writer, accounts, house.live, house.cipher, house.clock}) {
  house.writer->on_change([this](const Change& change) {
    const auto& c = *change.after;
    house.live.publish({change.seq, c.id.value, c.number, std::string(code_of(c.stage)), c.queue, c.unit, c.place.area, c.version, c.rehearsal});
  });
  install_small_city(folder.path() / "data", house.store);
  studio = std::make_unique<Studio>(office, Publisher::Parts{house.store, *house.writer, folder.path() / "data", [](std::shared_ptr<const City> city) { return make_advisers(std::move(city)); }});
  HttpOptions options;
  options.studio = studio.get();
  knowledge = std::make_unique<Knowledge>(Knowledge::Parts{office, sink}, KnowledgeFiles{});
  settled = std::make_unique<SettledCases>(office, *knowledge);
  options.knowledge = knowledge.get();
  options.settled = settled.get();
  (void)registry.reader_in_use(small_city(), house.clock.now());
  learning = std::make_unique<Learning>(office, registry, Learning::Options{false, true});
  options.learning = learning.get();
  groups = std::make_unique<GroupDesk>(office);
  options.groups = groups.get();
  overlay = std::make_unique<PlaceOverlay>(house.store.places());
  const auto renew = [this] {
    auto advisers = house.writer->advisers();
    advisers.city = overlay->over(advisers.city);
    advisers.locator = std::make_shared<Locator>(advisers.city);
    house.writer->use(advisers);
  };
  renew();
  places = std::make_unique<PlaceLibrary>(PlaceLibrary::Parts{office, *blobs, *overlay, [](const std::string& path, const std::string& file, const std::string& layer) { return open_places(path, file, layer); }, renew});
  options.places = places.get();
  options.requests_per_minute = per_minute;
  options.web_root = web_root;
  options.write_table = write_table;
  server = std::make_unique<HttpServer>(office, RehearsalControl{}, std::move(options));
  server->start();
  for (const auto& worker : kWorkers) {
    if (!accounts.create(Person{worker.login, worker.login, worker.unit, {worker.role}, {}, {}}, kPassword)) throw std::runtime_error("no account");
    const auto in = accounts.sign_in(worker.login, kPassword, house.clock.now());
    tokens[worker.login] = in->token;
  }
}

HttpHouse::~HttpHouse() { server->stop(); }

Heard HttpHouse::call(const std::string& who, const std::string& method, const std::string& path, const std::string& body, Headers headers) {
  if (who != "nobody") headers.emplace_back("Authorization", "Bearer " + tokens.at(who));
  const bool typed = std::any_of(headers.begin(), headers.end(), [](const auto& h) { return h.first == "Content-Type"; });
  if (!body.empty() && !typed) headers.emplace_back("Content-Type", "application/json");
  return ask(port(), method, "/api/v1" + path, headers, body);
}

std::int64_t HttpHouse::report(const std::string& external_id, const std::string& text) {
  json::Object body{{"channel", "hotline"}, {"external_id", external_id}, {"text", text}, {"reporter", json::Object{{"name", "林芳"}, {"phone", "10000000001"}}}};
  const auto heard = call("agent", "POST", "/reports", boost::json::serialize(body));
  const auto id = heard.text("/case/id");
  if (id.empty()) throw std::runtime_error("not taken in: " + std::to_string(heard.status) + " " + heard.body);
  return std::stoll(id);
}

std::int64_t HttpHouse::version(std::int64_t id) { return std::stoll(call("supervisor", "GET", "/cases/" + std::to_string(id)).text("/version")); }

std::int64_t HttpHouse::dispatched(const std::string& external_id) {
  const auto id = report(external_id);
  const auto seen = call("supervisor", "GET", "/cases/" + std::to_string(id));
  if (seen.text("/unit/code") == "chengguan") return id;
  const auto done = call("dispatcher", "POST", "/cases/" + std::to_string(id) + "/commands", R"({"operation":"assign_unit","unit":"chengguan"})", {{"If-Match", seen.text("/version")}});
  if (done.status != 200) throw std::runtime_error("not dispatched: " + done.body);
  return id;
}

}  // namespace yiwang::testing
