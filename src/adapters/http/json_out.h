#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace yiwang {

/// Writes JSON as it goes along, without building a document. Unlike base/json.h, what has no value is written as `null`, as the contract asks. Keys must be
/// plain words. Lists and objects must be ended by who began them.
class JsonOut {
 public:
  JsonOut() { out_.reserve(1024); }

  JsonOut& begin() { return open('{'); }
  JsonOut& begin(std::string_view key) { return name(key).open('{'); }
  JsonOut& list() { return open('['); }
  JsonOut& list(std::string_view key) { return name(key).open('['); }
  JsonOut& end() { return close('}'); }
  JsonOut& end_list() { return close(']'); }

  template <class T>
  JsonOut& operator()(std::string_view key, const T& value) { return name(key).item(value); }
  /// Empty text becomes null.
  JsonOut& text(std::string_view key, std::string_view value) {
    if (value.empty()) return null(key);
    return (*this)(key, value);
  }
  JsonOut& null(std::string_view key) { return name(key).item(nullptr); }
  JsonOut& raw(std::string_view key, std::string_view json) {
    name(key);
    comma();
    out_ += json;
    return *this;
  }

  template <class T>
  JsonOut& item(const T& value) {
    comma();
    put(value);
    return *this;
  }
  /// Names what follows: an item, an object or a list.
  JsonOut& name(std::string_view key) {
    comma();
    out_ += '"';
    out_ += key;
    out_ += "\":";
    named_ = true;
    return *this;
  }

  std::string take() { return std::move(out_); }
  const std::string& so_far() const { return out_; }

 private:
  void comma() {
    if (named_) named_ = false;
    else if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ',';
  }
  JsonOut& open(char c) {
    comma();
    out_ += c;
    return *this;
  }
  JsonOut& close(char c) {
    out_ += c;
    return *this;
  }
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_same_v<T, std::nullptr_t>) {
      out_ += "null";
    } else if constexpr (json::IsOptional<T>::value) {
      if (value) put(*value);
      else out_ += "null";
    } else if constexpr (std::is_floating_point_v<T>) {
      if (value != value || value - value != 0) out_ += "null";            // JSON knows no NaN and no infinity
      else json::write(out_, value);
    } else if constexpr (json::IsList<T>::value) {
      out_ += '[';
      for (const auto& each : value) item(each);
      out_ += ']';
    } else {
      json::write(out_, value);
    }
  }

  std::string out_;
  bool named_ = false;
};

}  // namespace yiwang
