#include "studio/publisher.h"

#include <fcntl.h>
#include <unistd.h>

#include "city/load.h"
#include "studio/candidate.h"

namespace yiwang {
namespace fs = std::filesystem;
namespace {

/// A city that is named in the database must be on the disk after a power cut, too.
void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (fd < 0) return;
  ::syncfs(fd);
  ::close(fd);
}

std::string refusal_text(const Refusal& refusal) {
  std::string out(code_of(refusal.reason));
  for (const auto& [key, value] : refusal.facts) out += " " + key + "=" + value;
  return out;
}

std::string first_fault(const LoadedCity& loaded) {
  for (const auto& fault : loaded.faults) {
    if (fault.fatal) return to_text(fault);
  }
  return "the city cannot be loaded";
}

}  // namespace

Publisher::Publisher(Parts parts) : parts_(std::move(parts)) {
  if (const auto present = parts_.store.current_city()) in_use_ = present->path;
  // What a process that was killed left behind.
  std::error_code error;
  fs::remove_all(parts_.data / "city" / "drafts", error);
}

fs::path Publisher::folder() const {
  const std::lock_guard lock(mutex_);
  return parts_.data / in_use_;
}

Surroundings Publisher::surroundings(Instant now) const { return {parts_.writer.advisers().city, folder(), parts_.data / "city" / "drafts", now}; }

Advisers Publisher::advisers_for(std::shared_ptr<const City> city, bool all_anew) const {
  if (all_anew) return parts_.train(std::move(city));
  // Words and places are read as before: only who does what, and how, has changed.
  auto advisers = parts_.writer.advisers();
  if (parts_.over) city = parts_.over(std::move(city));
  advisers.city = city;
  advisers.dispatcher = std::make_shared<Dispatcher>(city);
  return advisers;
}

bool Publisher::put_to_use(StudioEditionRow edition, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto kind = parse<DocumentKind>(edition.kind);
  const auto present = parts_.data / in_use_;
  const auto fail = [&](std::string why) {
    edition.state = "failed";
    edition.fault = std::move(why);
    parts_.store.shelf().change_edition(edition);
    return false;
  };
  if (!kind) return fail("unknown kind " + edition.kind);
  const auto tests = json::parse_text(edition.tests.empty() ? "[]" : edition.tests);
  const auto before = CityFolder(present).find(*kind, edition.code);
  const bool there = before && before->text == edition.text && tests && tests->is_array() && before->tests == tests->get_array();
  if (!there) {
    const auto fresh = parts_.data / "city" / ("new-" + std::to_string(edition.number));
    std::error_code error;
    fs::remove_all(fresh, error);
    link_city(present, fresh);
    if (auto ok = put_document(fresh, *kind, edition.code, edition.text, tests && tests->is_array() ? &tests->get_array() : nullptr, Instant{milliseconds{edition.effective_ms}}); !ok) {
      fs::remove_all(fresh, error);
      return fail(refusal_text(ok.error()));
    }
    const auto loaded = load_city(fresh);
    if (!loaded.city) {
      fs::remove_all(fresh, error);
      return fail(first_fault(loaded));
    }
    const auto place = fs::path("city") / (loaded.city->version + "-" + std::to_string(edition.number));
    fs::remove_all(parts_.data / place, error);
    fs::rename(fresh, parts_.data / place);
    sync_folder(parts_.data / place);
    auto advisers = advisers_for(loaded.city, *kind == DocumentKind::matters);
    // Where things lie has changed, what words mean has not.
    if (*kind == DocumentKind::areas) advisers.locator = std::make_shared<Locator>(advisers.city);
    parts_.store.set_current_city({loaded.city->version, place.string(), now.time_since_epoch().count()});
    in_use_ = place.string();
    parts_.writer.use(std::move(advisers));
  }
  edition.state = "applied";
  edition.applied_ms = now.time_since_epoch().count();
  parts_.store.shelf().change_edition(edition);
  return true;
}

bool Publisher::follow(Instant) {
  const auto present = parts_.store.current_city();
  const std::lock_guard lock(mutex_);
  if (!present || present->path == in_use_) return false;
  auto loaded = load_city(parts_.data / present->path);
  in_use_ = present->path;
  if (!loaded.city) return false;
  // Events go on citing the version of the folder it was taken from.
  auto city = std::make_shared<City>(*loaded.city);
  city->version = present->version;
  parts_.writer.use(advisers_for(std::move(city), true));
  return true;
}

}  // namespace yiwang
