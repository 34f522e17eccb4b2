#include "apps/bench_address.h"
#include "apps/bench_flow.h"
#include "apps/bench_geo.h"
#include "apps/bench_http.h"
#include "apps/bench_intake.h"
#include "apps/bench_merge.h"
#include "apps/bench_relate.h"
#include "apps/bench_tiles.h"
#include "apps/commands.h"

namespace yiwang {

void add_bench(CLI::App& app, int& exit_code) {
  auto* bench = app.add_subcommand("bench", "Measure on this machine; docs/performance.md says what the figures mean");
  bench->require_subcommand(1);
  add_bench_intake(*bench, exit_code);
  add_bench_http(*bench, exit_code);
  add_bench_flow(*bench, exit_code);
  add_bench_relate(*bench, exit_code);
  add_bench_geo(*bench, exit_code);
  add_bench_merge(*bench, exit_code);
  add_bench_address(*bench, exit_code);
  add_bench_tiles(*bench, exit_code);
}

}  // namespace yiwang
