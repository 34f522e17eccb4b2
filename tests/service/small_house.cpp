#include "small_house.h"

#include <unistd.h>

#include <future>

namespace yiwang::testing {

Folder::Folder(const std::string& name) : path_(std::filesystem::temp_directory_path() / ("yiwang-" + name + "-" + std::to_string(getpid()))) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

std::shared_ptr<const City> small_city() {
  static const auto city = load_city(std::filesystem::path(YIWANG_SOURCE_DIR) / "tests/city/small").city;
  return city;
}

Advisers small_advisers() {
  static const auto advisers = make_advisers(small_city());
  return advisers;
}

SmallHouse::SmallHouse(const std::filesystem::path& folder, int threads, Store* instead)
    : own(instead == nullptr ? open_store(folder.string()) : nullptr),
      store(instead == nullptr ? *own : *instead),
      writer(std::make_unique<Writer>(store, small_advisers(), cipher, WriterOptions{.threads = threads})),
      accounts(store, [](std::size_t n) { return std::string(n, 'r'); }, 12),
      office({store, blobs, *writer, accounts, live, cipher, clock}) {}

Result<ReceiveOutcome> SmallHouse::tell(RawReport raw, Instant at) {
  std::promise<Result<ReceiveOutcome>> answer;
  writer->receive(std::move(raw), {Role::system, "test", {}}, at, [&](Result<ReceiveOutcome> outcome) { answer.set_value(std::move(outcome)); });
  return answer.get_future().get();
}

Result<SeenCase> SmallHouse::ask(const Identity& who, CaseId id, Command command, std::uint32_t version, Instant at) {
  std::promise<Result<SeenCase>> answer;
  office.command(who, id, std::move(command), version, {"request", "127.0.0.1", at}, [&](Result<SeenCase> outcome) { answer.set_value(std::move(outcome)); });
  return answer.get_future().get();
}

RawReport lamp_report(int number) {
  static const char* const kWords[] = {"门口的路灯坏了", "晚上整条街都是黑的", "早市把人行道占满了", "路灯杆漏电", "摆摊的把路口堵住"};
  RawReport raw;
  raw.channel = Channel::hotline;
  raw.external_id = "H-" + std::to_string(number);
  raw.text = "云锦路" + std::to_string(number % 90 + 1) + "号" + kWords[number % 5];
  raw.reporter.name = "林女士";
  raw.reporter.phone = "1000000" + std::to_string(1000 + number % 400);
  return raw;
}

Identity somebody(Role role, std::string unit) { return {std::string(code_of(role)), "somebody", std::move(unit), {role}, {}}; }

}  // namespace yiwang::testing
