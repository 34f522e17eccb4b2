#pragma once
#include <filesystem>
#include <iosfwd>
#include <string>

namespace yiwang::dmn {

struct TckOptions {
  std::filesystem::path folder;
  std::string csv;  ///< where to write one line a case; empty: nowhere
  bool verbose = false;
};

/// Runs every suite at or below a folder of the compatibility kit and prints what passed. True when nothing failed but what is refused on purpose.
bool run_tck(const TckOptions& options, std::ostream& out);

}  // namespace yiwang::dmn
