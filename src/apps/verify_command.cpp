#include <unistd.h>

#include <iostream>

#include "apps/commands.h"
#include "apps/house.h"
#include "service/verify.h"

namespace yiwang {
namespace {

struct Options {
  std::string data, store;
  bool as_json = false, mend = false;
};

void print_json(const VerifyResult& r) {
  std::string out = "{\"clean\":";
  out += r.clean() ? "true" : "false";
  out += ",\"entries\":" + std::to_string(r.entries) + ",\"cases\":" + std::to_string(r.cases) + ",\"reports\":" + std::to_string(r.reports) +
         ",\"faults\":" + std::to_string(r.fault_count) + ",\"hash\":\"" + r.hash + "\",\"list\":[";
  for (std::size_t i = 0; i < r.faults.size(); ++i) {
    const auto& f = r.faults[i];
    out += i == 0 ? "{\"what\":" : ",{\"what\":";
    json::write_string(out, f.what);
    out += ",\"seq\":" + std::to_string(f.seq) + ",\"case\":" + std::to_string(f.case_id) + ",\"detail\":";
    json::write_string(out, f.detail);
    out += '}';
  }
  std::cout << out << "]}\n";
}

int run(const Options& o) {
  const auto store = open_house_store(o.data, o.store, !o.mend);
  const auto city = present_city(o.data, *store);
  if (!city) {
    std::cerr << o.data << " holds no city yet; `yiwang init --data " << o.data << "` loads one\n";
    return 2;
  }
  const bool live = isatty(STDERR_FILENO) != 0;
  const auto progress = [live](std::uint64_t done, std::uint64_t total) {
    if (live && total > 0) std::cerr << "\rverifying " << done * 100 / total << " % " << std::flush;
  };
  if (o.mend) repair(*store, city->offset, progress);
  const auto result = verify(*store, city->offset, progress);
  if (live) std::cerr << '\r';
  if (o.as_json) {
    print_json(result);
  } else {
    for (const auto& f : result.faults) std::cout << f.what << " entry " << f.seq << " case " << f.case_id << ": " << f.detail << '\n';
    std::cout << result.entries << " entries, " << result.cases << " cases, " << result.reports << " reports; ledger hash " << result.hash << '\n'
              << (result.clean() ? "clean: the chain holds and every projection is what the ledger says" : std::to_string(result.fault_count) + " faults") << '\n';
  }
  return result.clean() ? 0 : 1;
}

}  // namespace

void add_verify(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("verify", "Check the ledger's chain, rebuild every projection from it and compare");
  sub->add_option("--data", o->data, "the data folder")->required();
  sub->add_option("--store", o->store, "a PostgreSQL connection string instead of SQLite in the data folder");
  sub->add_flag("--json", o->as_json, "print one JSON object");
  sub->add_flag("--repair", o->mend, "first write all projections anew from the ledger");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
