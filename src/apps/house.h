#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "city/load.h"
#include "learn/learning.h"
#include "service/errands.h"
#include "service/groups/group_desk.h"
#include "service/guarded_model.h"
#include "service/knowledge/settled_cases.h"
#include "service/office.h"
#include "service/places/place_library.h"
#include "studio/studio.h"

namespace yiwang {

/// A model service to ask where our own reading is unsure (docs/model-service.md); none when `url` is empty. The key comes from YIWANG_MODEL_KEY.
struct ModelServiceOptions {
  std::string url, chat_model, embedding_model, vision_model, prompt;
  int limit_ms = 1500;
  bool plain_chat = false;                 // the service does not know response_format
  ModelLimits limits;
};

struct HouseOptions {
  std::filesystem::path data;
  std::string store;                       // empty: SQLite in the data folder; or a PostgreSQL connection string
  std::filesystem::path city;              // used only when the data folder has none yet; empty: the demo city that ships
  std::string demo_password;               // given: every person of a new data folder gets it (a demonstration, never a real city)
  int threads = 2;
  ModelServiceOptions model;
  std::string key;                         // 32 bytes; empty: YIWANG_KEY (64 hex digits), YIWANG_KEY_FILE, else DATA/key, made when absent
  /// Whether models are trained by night, and then in the background or in step with the clock (rehearsals, where everything has to follow from the seed).
  enum class Learn { never, in_background, at_once } learn = Learn::never;
  bool quiet = false;                      // no line on stderr when the folder is set up
};

/// One data folder with everything running on it: the composition of the concrete parts, made only here. Throws std::runtime_error with a sentence for the operator.
class House {
 public:
  House(const HouseOptions& options, const Clock& clock);
  ~House();
  Office& office();
  Store& store();
  Writer& writer();
  Errands& errands();
  Studio& studio();
  Knowledge& knowledge();
  SettledCases& settled();
  Learning& learning();
  GroupDesk& groups();
  PlaceLibrary& places();
  std::shared_ptr<GuardedModel> model();   // null when none is configured
  std::shared_ptr<const City> city() const;
  /// A person of the city as the command line acts for them.
  static Identity operator_identity();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Checks a city's folder, keeps a copy under the data folder and makes it the present one. Faults go to stderr; false when a fatal one was found.
bool install_city(const std::filesystem::path& city, const std::filesystem::path& data, Store& store, Instant now, bool quiet);
std::shared_ptr<const City> present_city(const std::filesystem::path& data, Store& store);
/// `look_only`: beside a running server; nothing can be changed.
std::unique_ptr<Store> open_house_store(const std::filesystem::path& data, const std::string& store, bool look_only = false);
/// Makes accounts for the people of the city who have none. Returns how many; without a password they cannot sign in until an admin sets one.
std::size_t make_accounts(const City& city, Store& store, const std::string& password);

/// Where what ships lies: YIWANG_HOME, else upward from the program, else the folder it was built in.
std::filesystem::path shipped(const std::string& what);
std::string secret_bytes(std::size_t count);

}  // namespace yiwang
