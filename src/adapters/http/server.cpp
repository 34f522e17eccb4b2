#include "adapters/http/server.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <thread>

#include "adapters/http/door.h"
#include "adapters/http/live_feed.h"
#include "adapters/http/loop.h"
#include "service/calls/call_desk.h"
#include "service/groups/group_desk.h"

namespace yiwang {
namespace {

constexpr std::size_t kReadsWaiting = 8192;
constexpr std::size_t kSlowWaiting = 256;
// Of one address, behind which a whole office may sit; guessing is kept out by the lock on the login (service/accounts.h).
constexpr double kSignInsPerMinute = 60, kSignInsAtOnce = 30;
constexpr double kPublicWritesPerMinute = 60, kPublicWritesAtOnce = 30;

double per_minute(const HttpOptions& options, double usual) { return options.requests_per_minute && *options.requests_per_minute == 0 ? 0 : usual; }

double requests_per_minute(const Site& site) { return site.options.requests_per_minute.value_or(site.office.city()->settings.requests_per_minute); }

}  // namespace

Site::Site(Office& the_office, RehearsalControl control, HttpOptions the_options)
    : office(the_office),
      rehearsal(std::move(control)),
      options(std::move(the_options)),
      started(office.now()),
      sign_ins(office.accounts()),
      names(office.store()),
      board(office),
      readers(static_cast<std::size_t>(std::max(1, options.readers)), kReadsWaiting),
      slow(2, kSlowWaiting),
      requests(requests_per_minute(*this), std::max(5.0, requests_per_minute(*this) / 5)),
      sign_in_tries(per_minute(options, kSignInsPerMinute), kSignInsAtOnce),
      public_writes(per_minute(options, kPublicWritesPerMinute), kPublicWritesAtOnce) {
  live = std::make_unique<LiveFeed>(office, [this] { return rehearses(); }, options.version);
  calls = std::make_unique<CallDesk>(office);
  calls->on_change([this](const CallChange& change) { live->tell_call(change); });
  if (options.groups != nullptr) options.groups->on_alert([this](const GroupAlert& alert) { live->tell_group(alert); });
  add_session_routes(*this);
  add_public_routes(*this);
  add_report_routes(*this);
  add_advice_routes(*this);
  add_case_routes(*this);
  add_command_routes(*this);
  add_export_routes(*this);
  add_attachment_routes(*this);
  add_event_routes(*this);
  add_overview_routes(*this);
  add_city_routes(*this);
  add_map_routes(*this);
  add_space_routes(*this);
  add_code_routes(*this);
  add_people_routes(*this);
  add_audit_routes(*this);
  add_system_routes(*this);
  add_rehearsal_routes(*this);
  add_studio_routes(*this);
  add_area_routes(*this);
  add_knowledge_routes(*this);
  add_case_knowledge_routes(*this);
  add_model_routes(*this);
  add_call_routes(*this);
  add_group_routes(*this);
  add_place_library_routes(*this);
  add_standardise_routes(*this);
  add_model_service_routes(*this);
  add_docs_routes(*this);
  metrics = std::make_unique<Metrics>(routes.size());
}

Site::~Site() {
  if (options.groups != nullptr) options.groups->on_alert({});
}

struct HttpServer::Parts {
  Parts(Office& office, RehearsalControl rehearsal, HttpOptions options) : site(office, std::move(rehearsal), std::move(options)), door(site) {}
  Site site;
  Door door;
  std::vector<std::unique_ptr<Loop>> loops;
  std::uint16_t port = 0;
};

HttpServer::HttpServer(Office& office, RehearsalControl rehearsal, HttpOptions options) : parts_(std::make_unique<Parts>(office, std::move(rehearsal), std::move(options))) {}

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const { return parts_->port; }

std::vector<std::pair<std::string, std::string>> HttpServer::routes() const {
  std::vector<std::pair<std::string, std::string>> out;
  const auto& table = parts_->site.routes;
  for (int i = 0; i < static_cast<int>(table.size()); ++i) out.emplace_back(name_of(table.at(i).method), table.at(i).path);
  return out;
}

void HttpServer::start() {
  auto& options = parts_->site.options;
  parts_->port = options.port;
  if (options.port != 0) Loop::check_free(options.address, options.port);
  const auto threads = static_cast<std::size_t>(std::max(1, options.threads));
  for (std::size_t i = 0; i < threads; ++i) {
    auto loop = std::make_unique<Loop>(parts_->door, *parts_->site.metrics, options.connections / threads + 1);
    parts_->port = loop->listen(options.address, parts_->port);
    parts_->loops.push_back(std::move(loop));
  }
  for (auto& loop : parts_->loops) loop->start();
}

void HttpServer::stop() {
  if (parts_->loops.empty()) return;
  auto& site = parts_->site;
  for (auto& loop : parts_->loops) loop->begin_stop();
  site.live->stop();
  for (int i = 0; i < 1000 && site.metrics->in_flight.load() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
  if (const auto left = site.metrics->in_flight.load(); left > 0) spdlog::warn("stopping with {} calls unanswered", left);
  site.readers.stop();
  site.slow.stop();
  for (auto& loop : parts_->loops) loop->end();
  parts_->loops.clear();
}

}  // namespace yiwang
