#include "relate/window.h"

#include <cstring>

namespace yiwang {

void TellingWindow::save(std::string& out) const {
  out.append(reinterpret_cast<const char*>(&first_), sizeof first_);
  out.append(reinterpret_cast<const char*>(&end_), sizeof end_);
  for (auto serial = first_; serial < end_; ++serial) {
    out.append(reinterpret_cast<const char*>(&telling(serial)), sizeof(Telling));
    out.append(reinterpret_cast<const char*>(&sketch(serial)), sizeof(Sketch));
  }
}

bool TellingWindow::load(std::string_view& in) {
  *this = TellingWindow();
  std::uint32_t first = 0, end = 0;
  if (in.size() < sizeof first + sizeof end) return false;
  std::memcpy(&first, in.data(), sizeof first);
  std::memcpy(&end, in.data() + sizeof first, sizeof end);
  in.remove_prefix(sizeof first + sizeof end);
  constexpr std::size_t kEach = sizeof(Telling) + sizeof(Sketch);
  if (end < first || in.size() / kEach < end - first) return false;
  first_ = end_ = first;
  for (auto serial = first; serial < end; ++serial) {
    push();
    std::memcpy(&telling(serial), in.data(), sizeof(Telling));
    std::memcpy(&sketch(serial), in.data() + sizeof(Telling), sizeof(Sketch));
    in.remove_prefix(kEach);
  }
  return true;
}

}  // namespace yiwang
