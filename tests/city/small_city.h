#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "city/load.h"

namespace yiwang::test {

/// A copy of tests/city/small in a folder of its own, to be broken; gone with the object.
class SmallCity {
 public:
  explicit SmallCity(const std::string& name);
  ~SmallCity();
  SmallCity(const SmallCity&) = delete;
  SmallCity& operator=(const SmallCity&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  void set_line(const std::string& file, std::size_t line, const std::string& text) const;
  void append(const std::string& file, const std::string& text) const;
  void write(const std::string& file, const std::string& text) const;
  void remove(const std::string& file) const;
  /// The edits of faults.txt, joined by ` ;; `.
  void edit(const std::string& edits) const;

 private:
  std::filesystem::path folder_;
};

std::string read_file(const std::filesystem::path& path);
/// All faults as text, a line each: what a failing test shows.
std::string all_of(const std::vector<CityFault>& faults);

}  // namespace yiwang::test
