#pragma once
#include <map>
#include <memory>

#include "adapters/http/server.h"
#include "http/client.h"
#include "learn/learning.h"
#include "service/groups/group_desk.h"
#include "service/knowledge/settled_cases.h"
#include "service/places/place_library.h"
#include "service/small_house.h"
#include "studio/studio.h"

namespace yiwang::testing {

/// The little city's house with the HTTP door open on a free port and one person of each kind: agent, dispatcher, cleaner (handler of chengguan), street (handler of
/// jd-1), stranger (handler of rexian), supervisor, leader, admin, second (another admin).
class HttpHouse {
 public:
  /// `per_minute` 0: no limits.
  explicit HttpHouse(const std::string& name, int per_minute = 0, const std::string& web_root = {});
  ~HttpHouse();

  /// A call by somebody (`nobody` for a citizen) under /api/v1; JSON bodies get their content type.
  Heard call(const std::string& who, const std::string& method, const std::string& path, const std::string& body = {}, Headers headers = {});
  /// A report taken in by the agent; its case's id.
  std::int64_t report(const std::string& external_id, const std::string& text = "云锦路8号门口的路灯坏了");
  /// A case that waits for chengguan to accept it.
  std::int64_t dispatched(const std::string& external_id);
  std::int64_t version(std::int64_t id);
  std::uint16_t port() const { return server->port(); }

  static constexpr const char* kPassword = "a good long password";
  Folder folder;
  SmallHouse house;
  std::unique_ptr<Blobs> blobs;
  std::uint64_t drawn = 0;
  Accounts accounts;
  Office office;
  std::unique_ptr<Studio> studio;
  struct Sink final : NoticeSink {
    bool send(const Notice&) override { return true; }
  } sink;
  std::unique_ptr<Knowledge> knowledge;
  std::unique_ptr<SettledCases> settled;
  Registry registry{house.store};
  std::unique_ptr<Learning> learning;
  std::unique_ptr<GroupDesk> groups;
  std::unique_ptr<PlaceOverlay> overlay;
  std::unique_ptr<PlaceLibrary> places;
  std::unique_ptr<HttpServer> server;
  std::map<std::string, std::string> tokens;
};

}  // namespace yiwang::testing
