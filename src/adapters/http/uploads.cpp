#include "adapters/http/uploads.h"

#include <algorithm>

namespace yiwang {
namespace {
constexpr hours kKept{24};
constexpr std::size_t kMost = 20'000;
}  // namespace

void Uploads::remember(const Attachment& attachment, Instant now) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kMost) {
    std::erase_if(kept_, [&](const auto& entry) { return now - entry.second.at > kKept; });
    if (kept_.size() >= kMost) kept_.erase(std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) { return a.second.at < b.second.at; }));
  }
  kept_.insert_or_assign(attachment.id, Kept{attachment, now});
}

Result<Attachment> Uploads::find(const std::string& id, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(id);
  if (found == kept_.end() || now - found->second.at > kKept) return refuse(Reason::unknown_attachment, {{"attachment", id.substr(0, 64)}});
  return found->second.attachment;
}

Result<std::vector<Attachment>> Uploads::find_all(const std::vector<std::string>& ids, const std::string& field, Instant now) const {
  std::vector<Attachment> out;
  for (const auto& id : ids) {
    auto found = find(id, now);
    if (!found) return refuse(found.error().reason, found.error().facts, field + "[" + std::to_string(out.size()) + "]");
    out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace yiwang
