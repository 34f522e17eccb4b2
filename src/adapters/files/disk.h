#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang {

/// Writes a new file and waits for the disk; nothing is left of it when that fails. Throws std::runtime_error with the system's words.
void write_synced(const std::filesystem::path& path, std::string_view bytes);
/// Makes names that were added to a folder survive a power cut.
void sync_folder(const std::filesystem::path& folder);
/// Nothing when there is no such file.
std::optional<std::string> read_whole(const std::filesystem::path& path);

}  // namespace yiwang
