#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "adapters/sql/store.h"
#include "city/load.h"
#include "service/office.h"

namespace yiwang::testing {

/// The time at which everything in these tests happens, unless a test moves it.
inline Instant nine() { return *parse_instant("2026-03-02T09:00:00+08:00"); }

class MemoryBlobs final : public Blobs {
 public:
  void put(const std::string& id, std::string_view bytes) override { kept_[id] = bytes; }
  std::optional<std::string> get(const std::string& id) override {
    const auto it = kept_.find(id);
    return it == kept_.end() ? std::nullopt : std::optional(it->second);
  }

 private:
  std::map<std::string, std::string> kept_;
};

/// A folder that goes with the object.
class Folder {
 public:
  explicit Folder(const std::string& name);
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::shared_ptr<const City> small_city();
/// Trained once for all tests.
Advisers small_advisers();

/// The whole service over SQLite in a folder, with the little city of tests/city/small.
struct SmallHouse {
  explicit SmallHouse(const std::filesystem::path& folder, int threads = 1, Store* instead = nullptr);

  /// Hands over and waits for the answer.
  Result<ReceiveOutcome> tell(RawReport raw, Instant at = nine());
  Result<SeenCase> ask(const Identity& who, CaseId id, Command command, std::uint32_t version, Instant at = nine());

  std::unique_ptr<Store> own;
  Store& store;
  MemoryBlobs blobs;
  std::shared_ptr<const Cipher> cipher = std::make_shared<const Cipher>(std::string(32, 'k'));
  SetClock clock{nine()};
  Live live;
  std::unique_ptr<Writer> writer;
  Accounts accounts;
  Office office;
};

RawReport lamp_report(int number);
Identity somebody(Role role, std::string unit = {});

}  // namespace yiwang::testing
