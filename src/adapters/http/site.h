#pragma once
#include <atomic>

#include "adapters/http/board.h"
#include "adapters/http/metrics.h"
#include "adapters/http/names.h"
#include "adapters/http/pool.h"
#include "adapters/http/rate_limit.h"
#include "adapters/http/routes.h"
#include "adapters/http/server.h"
#include "adapters/http/sign_ins.h"
#include "adapters/http/uploads.h"

namespace yiwang {

class CallDesk;
class LiveFeed;

/// Everything handlers share. One for each server; all members are thread-safe.
struct Site {
  Site(Office& the_office, RehearsalControl control, HttpOptions the_options);
  ~Site();

  Office& office;
  RehearsalControl rehearsal;
  HttpOptions options;
  Instant started;
  SignIns sign_ins;
  Names names;
  Uploads uploads;
  Board board;
  Pool readers, slow;
  RateLimit requests, sign_in_tries, public_writes;
  std::unique_ptr<Metrics> metrics;        // made when the routes are known
  std::unique_ptr<LiveFeed> live;
  std::unique_ptr<CallDesk> calls;
  Routes routes;

  bool rehearses() const { return rehearsal.get && rehearsal.get().running; }
};

// One file a resource; each adds its rows to the table.
void add_session_routes(Site& site);
void add_public_routes(Site& site);
void add_report_routes(Site& site);
void add_advice_routes(Site& site);
void add_case_routes(Site& site);
void add_command_routes(Site& site);
void add_attachment_routes(Site& site);
void add_event_routes(Site& site);
void add_overview_routes(Site& site);
void add_city_routes(Site& site);
void add_map_routes(Site& site);
void add_space_routes(Site& site);
void add_code_routes(Site& site);
void add_people_routes(Site& site);
void add_audit_routes(Site& site);
void add_system_routes(Site& site);
void add_rehearsal_routes(Site& site);
void add_export_routes(Site& site);
void add_studio_routes(Site& site);
void add_area_routes(Site& site);
void add_knowledge_routes(Site& site);
void add_case_knowledge_routes(Site& site);
void add_model_routes(Site& site);
void add_call_routes(Site& site);
void add_group_routes(Site& site);
void add_place_library_routes(Site& site);
void add_standardise_routes(Site& site);
void add_model_service_routes(Site& site);
void add_docs_routes(Site& site);

/// A handler that answers from the request alone.
std::function<void(const CallPtr&)> plain(std::function<Answer(Request&)> handler);

}  // namespace yiwang
