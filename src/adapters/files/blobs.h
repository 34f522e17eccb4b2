#pragma once
#include <memory>
#include <string>

#include "service/ports.h"

namespace yiwang {

/// Attachments on disk: `<folder>/ab/cd/abcd...`, by the SHA-256 of their content in hex. A file appears whole or not at all (written beside, synced, renamed,
/// folder synced), so a crash leaves at most an unnamed rest in `<folder>/part`, which the next start clears. Safe from several threads. `put` throws
/// std::invalid_argument for an id that is not 64 hex digits or not the content's own, std::runtime_error when the disk fails. `get` gives nothing for an
/// unknown id and throws when the bytes on disk no longer match their id.
std::unique_ptr<Blobs> open_blobs(const std::string& folder);

}  // namespace yiwang
