#include "adapters/http/exchange.h"

#include <unistd.h>

#include "base/text.h"

namespace yiwang {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string_view name_of(Method method) {
  static constexpr std::string_view kNames[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};
  return kNames[static_cast<std::size_t>(method)];
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

const std::string* Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return &value;
  }
  return nullptr;
}

OpenFile::~OpenFile() {
  if (descriptor >= 0) ::close(descriptor);
}

std::string percent_decoded(std::string_view text, bool plus_is_space, bool& ok) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        ok = false;
        return out;
      }
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

bool read_target(std::string_view target, Request& into) {
  into.segments.clear();
  into.query.clear();
  const auto mark = target.find('?');
  const auto path = target.substr(0, mark);
  into.target = path;
  if (path.empty() || path.front() != '/') return false;
  bool ok = true;
  if (path.size() > 1) {
    for (const auto part : split(path.substr(1), '/')) into.segments.push_back(percent_decoded(part, false, ok));
  }
  if (mark != std::string_view::npos && mark + 1 < target.size()) {
    for (const auto pair : split(target.substr(mark + 1), '&')) {
      if (pair.empty()) continue;
      const auto equals = pair.find('=');
      auto name = percent_decoded(pair.substr(0, equals), true, ok);
      auto value = equals == std::string_view::npos ? std::string{} : percent_decoded(pair.substr(equals + 1), true, ok);
      into.query.emplace_back(std::move(name), std::move(value));
    }
  }
  const auto fits = [](const std::string& text) { return text.find('\0') == std::string::npos && broken_utf8_at(text) == std::string_view::npos; };
  for (const auto& segment : into.segments) ok = ok && fits(segment);
  for (const auto& [name, value] : into.query) ok = ok && fits(name) && fits(value);
  return ok;
}

}  // namespace yiwang
