#include "relate/groups/usual.h"

#include <cmath>
#include <cstring>

namespace yiwang {
namespace {

constexpr float kBefore = 2000;            // things assumed to have been told before the first, so that the first days are not all news

}  // namespace

UsualWords::UsualWords() : counts_(std::size_t{1} << kBits) {}

float UsualWords::information(std::uint32_t gram) const {
  return std::log((static_cast<float>(things_) + kBefore) / (static_cast<float>(slot(gram)) + 1));
}

void UsualWords::halve() {
  things_ /= 2;
  for (auto& count : counts_) count /= 2;
}

void UsualWords::save(std::string& out) const {
  out.append(reinterpret_cast<const char*>(&things_), sizeof things_);
  out.append(reinterpret_cast<const char*>(counts_.data()), counts_.size() * sizeof counts_[0]);
}

bool UsualWords::load(std::string_view& in) {
  const std::size_t bytes = counts_.size() * sizeof counts_[0];
  if (in.size() < sizeof things_ + bytes) return false;
  std::memcpy(&things_, in.data(), sizeof things_);
  std::memcpy(counts_.data(), in.data() + sizeof things_, bytes);
  in.remove_prefix(sizeof things_ + bytes);
  return true;
}

}  // namespace yiwang
