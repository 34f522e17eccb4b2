#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace yiwang::support {

/// The folder of real data that some tests measure on: `YIWANG_DATA`, else `../shared/data` beside the project's root; empty where there is none.
/// Such a test skips with `GTEST_SKIP() << support::kNoData`.
inline std::filesystem::path data_folder() {
  const char* const named = std::getenv("YIWANG_DATA");
  std::filesystem::path folder = named != nullptr ? named : std::filesystem::path(YIWANG_SOURCE_DIR) / ".." / "shared" / "data";
  return std::filesystem::is_directory(folder) ? folder : std::filesystem::path{};
}

inline constexpr const char* kNoData = "needs the measuring data: set YIWANG_DATA to its folder";

}  // namespace yiwang::support
