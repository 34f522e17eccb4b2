#pragma once
#include <filesystem>

namespace yiwang {

/// Copies a city's folder and the folders it extends next to each other, so that the copy reads the same wherever it lies: `to` is the city, `to`/base what it
/// extends, `to`/base/base the next. Replaces what was there.
void copy_city(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace yiwang
