#include "apps/house.h"

#include <openssl/rand.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "adapters/documents/open_places.h"
#include "adapters/files/blobs.h"
#include "adapters/models/openai.h"
#include "adapters/sql/store.h"
#include "apps/city_copy.h"
#include "base/text.h"
#include "service/areas/area_follower.h"

namespace yiwang {
namespace fs = std::filesystem;
namespace {

std::string from_hex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return out;
}

std::string read_key(const std::string& text, const std::string& where) {
  const auto trimmed = trim(text);
  if (trimmed.size() != 64 || trimmed.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) {
    throw std::runtime_error("the key in " + where + " must be 64 hexadecimal digits (32 bytes)");
  }
  return from_hex(trimmed);
}

std::string file_text(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The key that seals personal fields. Losing it loses them, so it is never made when the ledger already has entries.
std::string house_key(const HouseOptions& options, Store& store) {
  if (!options.key.empty()) return options.key;
  if (const char* given = std::getenv("YIWANG_KEY")) return read_key(given, "YIWANG_KEY");
  if (const char* file = std::getenv("YIWANG_KEY_FILE")) return read_key(file_text(file), file);
  const auto path = options.data / "key";
  if (fs::exists(path)) return read_key(file_text(path), path.string());
  if (store.last_entry().seq != 0) throw std::runtime_error("the data folder has cases but no key (" + path.string() + "); put the key back or set YIWANG_KEY");
  const auto key = secret_bytes(32);
  const auto before = umask(0077);
  std::ofstream(path) << to_hex(key) << '\n';
  umask(before);
  return key;
}

/// What asks the model service, or nothing. Counts and record are kept in the store, so that a day's budget and what was learnt of the model outlive a restart.
struct ModelDesk {
  ModelDesk(const ModelServiceOptions& options, Store& the_store, const Clock& clock) : store(the_store) {
    if (options.url.empty()) return;
    const char* key = std::getenv("YIWANG_MODEL_KEY");
    guarded = std::make_shared<GuardedModel>(open_openai({options.url, key ? key : "", options.chat_model, options.embedding_model, options.vision_model, !options.plain_chat}), options.limits, clock);
    if (const auto counts = store.setting("model_counts")) guarded->load(*counts);
    if (options.chat_model.empty()) return;
    const auto prompt = options.prompt.empty() ? shipped("catalogue/prompts/matter.txt") : fs::path(options.prompt);
    auto text = file_text(prompt);
    if (text.empty()) throw std::runtime_error("the prompt for the model service cannot be read: " + prompt.string());
    second = std::make_shared<SecondReader>(guarded, std::move(text), milliseconds{options.limit_ms});
    if (const auto record = store.setting("model_record")) {
      if (const auto read = json::from_text<OpinionRecord>(*record)) second->set_record(*read);
    }
  }
  void learn(const Change& change) {
    if (!second || std::none_of(change.events.begin(), change.events.end(), [](EventKind kind) { return kind == EventKind::case_resolved || kind == EventKind::case_answered; })) return;
    second->learn(*change.after);
  }
  void keep() {
    if (guarded && kept_counts != guarded->save()) store.set_setting("model_counts", kept_counts = guarded->save());
    if (second && kept_record != json::to_text(second->record())) store.set_setting("model_record", kept_record = json::to_text(second->record()));
  }

  Store& store;
  std::shared_ptr<GuardedModel> guarded;
  std::shared_ptr<SecondReader> second;
  std::string kept_counts, kept_record;
};

/// Notices end in a file that an operator can read; real gateways take its place behind the same port.
class NoticeFile final : public NoticeSink {
 public:
  explicit NoticeFile(const fs::path& path) : out_(path, std::ios::app) {}
  bool send(const Notice& n) override {
    std::string line = "{\"key\":";
    json::write_string(line, n.key);
    line += ",\"to\":";
    json::write_string(line, n.to);
    line += ",\"what\":";
    json::write_string(line, n.what);
    out_ << line << ",\"body\":" << n.body << "}\n" << std::flush;
    return static_cast<bool>(out_);
  }

 private:
  std::ofstream out_;
};

}  // namespace

std::string secret_bytes(std::size_t count) {
  std::string out(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) != 1) throw std::runtime_error("no secure random bytes to be had");
  return out;
}

fs::path shipped(const std::string& what) {
  if (const char* home = std::getenv("YIWANG_HOME")) return fs::path(home) / what;
  std::error_code error;
  auto folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (int up = 0; up < 5 && !folder.empty(); ++up, folder = folder.parent_path()) {
    if (fs::exists(folder / what)) return folder / what;
  }
  return what;
}

std::unique_ptr<Store> open_house_store(const fs::path& data, const std::string& store, bool look_only) {
  if (!look_only) fs::create_directories(data);
  else if (store.empty() && !fs::exists(data)) throw std::runtime_error("there is no data folder " + data.string());
  return open_store(store.empty() ? data.string() : store, look_only ? StoreAccess::read : StoreAccess::write);
}

bool install_city(const fs::path& city, const fs::path& data, Store& store, Instant now, bool quiet) {
  const auto loaded = load_city(city);
  for (const auto& fault : loaded.faults) {
    if (fault.fatal || !quiet) std::cerr << to_text(fault) << '\n';
  }
  if (!loaded.city) return false;
  const auto place = fs::path("city") / loaded.city->version;
  copy_city(city, data / place);
  store.set_current_city({loaded.city->version, place.string(), now.time_since_epoch().count()});
  return true;
}

std::shared_ptr<const City> present_city(const fs::path& data, Store& store) {
  const auto present = store.current_city();
  if (!present) return nullptr;
  auto loaded = load_city(data / present->path);
  if (!loaded.city) throw std::runtime_error("the city kept in " + (data / present->path).string() + " can no longer be read: " + (loaded.faults.empty() ? "" : to_text(loaded.faults.front())));
  // The copy's `extends` line was rewritten; events go on citing the version of the folder it was taken from.
  auto city = std::make_shared<City>(*loaded.city);
  city->version = present->version;
  return city;
}

std::size_t make_accounts(const City& city, Store& store, const std::string& password) {
  // One hash for all demonstration accounts: 900 of them would take half a minute otherwise. Real cities set passwords one by one.
  const auto hash = password.empty() ? std::string("!") : hash_password(password, secret_bytes(16));
  std::size_t made = 0;
  for (const auto& person : city.people) {
    if (store.find_account(person.login)) continue;
    Account account;
    account.login = person.login;
    account.password_hash = hash;
    account.name = person.name;
    account.unit = person.unit;
    for (const auto role : person.roles) account.roles.emplace_back(code_of(role));
    account.areas = person.areas;
    store.save_account(account);
    ++made;
  }
  return made;
}

struct House::Parts {
  Parts(const HouseOptions& options, const Clock& the_clock)
      : store(open_house_store(options.data, options.store)), blobs(open_blobs((options.data / "files").string())), notices(options.data / "notices.jsonl"), model(options.model, *store, the_clock), clock(the_clock) {
    if (!store->current_city()) {
      const auto folder = options.city.empty() ? shipped("catalogue/demo") : options.city;
      if (!options.quiet) std::cerr << "setting up " << options.data.string() << " with the city in " << folder.string() << '\n';
      if (!install_city(folder, options.data, *store, clock.now(), options.quiet)) throw std::runtime_error("the city in " + folder.string() + " has faults; `yiwang city check` lists them");
      city = present_city(options.data, *store);
      make_accounts(*city, *store, options.demo_password);
    } else {
      city = present_city(options.data, *store);
    }
    cipher = std::make_shared<const Cipher>(house_key(options, *store));
    WriterOptions writing;
    writing.threads = options.threads;
    if (options.learn != HouseOptions::Learn::never) routes->learn(*store, *city);
    writer = std::make_unique<Writer>(*store, trained_advisers(city), cipher, writing);
    writer->on_change([this](const Change& change) {
      model.learn(change);
      LiveEvent event;
      event.id = change.seq;
      event.case_id = change.after->id.value;
      event.number = change.after->number;
      event.stage = code_of(change.after->stage);
      event.queue = change.after->queue;
      event.unit = change.after->unit;
      event.area = change.after->place.area;
      event.version = change.after->version;
      event.rehearsal = change.after->rehearsal;
      live.publish(std::move(event));
    });
    accounts = std::make_unique<Accounts>(*store, secret_bytes, city->settings.session_hours);
    office = std::make_unique<Office>(Office::Parts{*store, *blobs, *writer, *accounts, live, cipher, clock});
    errands = std::make_unique<Errands>(*store, *writer, notices, clock);
    follower = std::make_unique<AreaFollower>(*office);
    studio = std::make_unique<Studio>(*office, Publisher::Parts{*store, *writer, options.data, [this](std::shared_ptr<const City> changed) { return trained_advisers(std::move(changed)); }, [this](std::shared_ptr<const City> changed) { return overlay->over(std::move(changed)); }});
    errands->also([this](Instant now) {
      studio->round(now);
      for (int i = 0; i < 5 && follower->round(now); ++i) {}   // the rest next time, so that deadlines need not wait
    });
    learning = std::make_unique<Learning>(*office, registry, Learning::Options{options.learn != HouseOptions::Learn::never, options.learn != HouseOptions::Learn::in_background});
    if (options.learn != HouseOptions::Learn::never) errands->also([this](Instant now) { learning->round(now); });
    if (options.learn != HouseOptions::Learn::never) errands->also([this](Instant now) { routes->round(*store, *writer->advisers().city, now); });
    errands->also([this](Instant) { model.keep(); });
    knowledge = std::make_unique<Knowledge>(Knowledge::Parts{*office, notices}, read_knowledge_files(options.data / store->current_city()->path));
    settled = std::make_unique<SettledCases>(*office, *knowledge);
    errands->also([this](Instant now) {
      knowledge->round(now);
      settled->follow();
    });
    places = std::make_unique<PlaceLibrary>(PlaceLibrary::Parts{*office, *blobs, *overlay, [](const std::string& path, const std::string& name, const std::string& layer) { return open_places(path, name, layer); }, [this] { renew_places(); }});
    errands->also([this](Instant) {
      for (int i = 0; i < 5 && places->follow() != 0; ++i) {}
    });
    groups = std::make_unique<GroupDesk>(*office);
    errands->also([this](Instant now) {
      for (int i = 0; i < 5 && groups->round(now) != 0; ++i) {}   // the rest next time, so that deadlines need not wait
    });
  }

  /// The model in use (learn/registry.h) for a city, with everything else made anew.
  Advisers trained_advisers(std::shared_ptr<const City> wanted) {
    wanted = overlay->over(std::move(wanted));
    Advisers advisers;
    advisers.city = wanted;
    advisers.reader = registry.reader_in_use(wanted, clock.now());
    advisers.locator = std::make_shared<Locator>(wanted);
    advisers.dispatcher = std::make_shared<Dispatcher>(wanted);
    advisers.second = model.second;
    advisers.routes = routes;
    return advisers;
  }

  /// What is located and who serves where, by the library as it is now; words are read as before.
  void renew_places() {
    auto advisers = writer->advisers();
    advisers.city = overlay->over(advisers.city);
    advisers.locator = std::make_shared<Locator>(advisers.city);
    advisers.dispatcher = std::make_shared<Dispatcher>(advisers.city);
    writer->use(std::move(advisers));
  }

  std::unique_ptr<Store> store;
  std::unique_ptr<PlaceOverlay> overlay = std::make_unique<PlaceOverlay>(store->places());
  std::unique_ptr<Blobs> blobs;
  NoticeFile notices;
  ModelDesk model;
  const Clock& clock;
  Registry registry{*store};
  std::shared_ptr<RouteMemory> routes = std::make_shared<RouteMemory>();
  std::shared_ptr<const City> city;        // at the start; the writer has the one in use
  std::shared_ptr<const Cipher> cipher;
  Live live;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<Accounts> accounts;
  std::unique_ptr<Office> office;
  std::unique_ptr<Learning> learning;
  std::unique_ptr<Studio> studio;
  std::unique_ptr<AreaFollower> follower;
  std::unique_ptr<Knowledge> knowledge;
  std::unique_ptr<SettledCases> settled;
  std::unique_ptr<GroupDesk> groups;
  std::unique_ptr<PlaceLibrary> places;
  std::unique_ptr<Errands> errands;        // its thread ends first
};

House::House(const HouseOptions& options, const Clock& clock) : parts_(std::make_unique<Parts>(options, clock)) {}
House::~House() = default;
Office& House::office() { return *parts_->office; }
Store& House::store() { return *parts_->store; }
Writer& House::writer() { return *parts_->writer; }
Errands& House::errands() { return *parts_->errands; }
Studio& House::studio() { return *parts_->studio; }
Knowledge& House::knowledge() { return *parts_->knowledge; }
SettledCases& House::settled() { return *parts_->settled; }
Learning& House::learning() { return *parts_->learning; }
GroupDesk& House::groups() { return *parts_->groups; }
PlaceLibrary& House::places() { return *parts_->places; }
std::shared_ptr<GuardedModel> House::model() { return parts_->model.guarded; }
std::shared_ptr<const City> House::city() const { return parts_->writer->advisers().city; }

Identity House::operator_identity() { return {"operator", "operator", {}, {Role::admin, Role::agent}, {}}; }

}  // namespace yiwang
