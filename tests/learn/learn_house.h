#pragma once
#include "learn/learning.h"
#include "service/small_house.h"

namespace yiwang::testing {

/// The little city's house with its models: trainings run on the caller's thread.
struct LearnHouse {
  explicit LearnHouse(const std::filesystem::path& folder, bool rehearsal = false);

  /// A report about a lamp (010101) or a stall (010102), in words that hardly repeat; which is which follows from `number`.
  static std::string words(int number, bool lamp);
  static bool is_lamp(int number) { return number % 2 == 0; }
  /// Told and settled by the dispatcher: corrected when the model was wrong, else sent on. `swapped`: the dispatcher says the opposite of what is true.
  std::uint64_t decided(int number, bool swapped = false);
  std::uint64_t told(int number);
  std::shared_ptr<const Case> see(std::uint64_t id);
  void command(std::uint64_t id, Command command, Role role = Role::dispatcher, const std::string& unit = {});
  /// Trains on a new data set; the candidate's number.
  std::uint64_t train(const std::string& note = {});
  ModelRow model(std::uint64_t number) { return *house.store.models().find_model(number); }
  std::string hash() const { return house.writer->status().hash; }
  Asking asking() const { return {"request", "127.0.0.1", house.clock.now()}; }
  static Identity admin(const std::string& login = "admin") { return {login, login, "rexian", {Role::admin}, {}}; }
  static Identity dispatcher(const std::string& login) { return {login, login, "rexian", {Role::dispatcher}, {}}; }
  static Identity supervisor() { return {"supervisor", "supervisor", "rexian", {Role::supervisor}, {}}; }

  bool rehearsal;
  SmallHouse house;
  Registry registry{house.store};
  std::unique_ptr<Learning> learning;
};

}  // namespace yiwang::testing
