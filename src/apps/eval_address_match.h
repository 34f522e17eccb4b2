#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval address-match`: how well the candidates of an address search are told apart into the same place, part of it and another, on labelled queries.
void add_eval_address_match(CLI::App& eval, int& exit_code);

}  // namespace yiwang
