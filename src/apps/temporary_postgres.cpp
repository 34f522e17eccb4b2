#include "apps/temporary_postgres.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace yiwang {
namespace fs = std::filesystem;
namespace {

fs::path find_bin() {
  const char* said = std::getenv("YIWANG_POSTGRES_BIN");
  if (said != nullptr && fs::exists(fs::path(said) / "initdb")) return said;
  std::error_code ignored;
  fs::path newest;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const auto bin = version.path() / "bin";
    if (fs::exists(bin / "initdb") && bin > newest) newest = bin;
  }
  if (newest.empty()) throw std::runtime_error("PostgreSQL is not installed: apt-get install postgresql-15 postgresql-contrib, or leave the comparison out with --no-trigram");
  return newest;
}

}  // namespace

TemporaryPostgres::TemporaryPostgres() : bin_(find_bin()) {
  auto pattern = (fs::temp_directory_path() / "yiwang_pg.XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
  place_ = pattern;
  if (geteuid() == 0) {
    const auto* user = getpwnam("postgres");
    if (user == nullptr || chown(pattern.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("there is no user postgres");
  }
  const auto data = (place_ / "data").string();
  const bool up = run("initdb -D '" + data + "' -U yiwang -A trust -E UTF8 --locale=C.UTF-8") &&
                  run("pg_ctl -D '" + data + "' -l '" + (place_ / "server.log").string() + "' -w -t 60 -o \"-c listen_addresses='' -c unix_socket_directories='" + place_.string() +
                      "' -c shared_buffers=512MB -c maintenance_work_mem=512MB -c fsync=off -c max_wal_size=4GB\" start");
  if (!up) {
    std::error_code ignored;
    fs::remove_all(place_, ignored);
    throw std::runtime_error("a temporary PostgreSQL did not start");
  }
}

TemporaryPostgres::~TemporaryPostgres() {
  run("pg_ctl -D '" + (place_ / "data").string() + "' -m immediate -w stop");
  std::error_code ignored;
  fs::remove_all(place_, ignored);
}

std::string TemporaryPostgres::where() const { return "host=" + place_.string() + " dbname=postgres user=yiwang"; }

bool TemporaryPostgres::run(const std::string& command) const {
  // The folder is made here and the names are ours: nothing a person typed reaches the shell.
  const std::string as(geteuid() == 0 ? "runuser -u postgres -- " : "");
  return std::system(("cd '" + place_.string() + "' && " + as + bin_.string() + "/" + command + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace yiwang
