#include "flow/forms/uri.h"

#include <cctype>

namespace yiwang::forms::detail {
namespace {

struct Parts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
  std::string_view fragment;
  bool has_authority = false;
  bool has_query = false;
  bool has_fragment = false;
};

Parts parts_of(std::string_view uri) {
  Parts out;
  if (const auto hash = uri.find('#'); hash != std::string_view::npos) {
    out.fragment = uri.substr(hash + 1);
    out.has_fragment = true;
    uri = uri.substr(0, hash);
  }
  if (const auto mark = uri.find('?'); mark != std::string_view::npos) {
    out.query = uri.substr(mark + 1);
    out.has_query = true;
    uri = uri.substr(0, mark);
  }
  const auto colon = uri.find(':');
  if (colon != std::string_view::npos && colon > 0 && uri.find('/') > colon && std::isalpha(static_cast<unsigned char>(uri[0])) != 0) {
    out.scheme = uri.substr(0, colon);
    uri = uri.substr(colon + 1);
  }
  if (uri.starts_with("//")) {
    const auto end = uri.find('/', 2);
    out.authority = uri.substr(2, end == std::string_view::npos ? end : end - 2);
    out.has_authority = true;
    uri = end == std::string_view::npos ? std::string_view{} : uri.substr(end);
  }
  out.path = uri;
  return out;
}

std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    if (path.starts_with("../")) path.remove_prefix(3);
    else if (path.starts_with("./")) path.remove_prefix(2);
    else if (path.starts_with("/./")) path.remove_prefix(2);
    else if (path == "/.") path = "/";
    else if (path.starts_with("/../") || path == "/..") {
      path = path == "/.." ? std::string_view("/") : path.substr(3);
      const auto slash = out.rfind('/');
      out.resize(slash == std::string::npos ? 0 : slash);
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const auto end = path.find('/', 1);
      out += path.substr(0, end);
      path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
  }
  return out;
}

std::string joined(const Parts& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) return "/" + std::string(path);
  const auto slash = base.path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view{} : base.path.substr(0, slash + 1)) + std::string(path);
}

}  // namespace

std::string resolve(std::string_view base_text, std::string_view reference) {
  const auto base = parts_of(base_text);
  const auto given = parts_of(reference);
  Parts out = given;
  std::string path;
  if (!given.scheme.empty()) {
    path = given.has_authority || given.path.starts_with('/') ? without_dots(given.path) : std::string(given.path);
  } else {
    out.scheme = base.scheme;
    if (given.has_authority) {
      path = without_dots(given.path);
    } else {
      out.authority = base.authority;
      out.has_authority = base.has_authority;
      if (given.path.empty()) {
        path = base.path;
        if (!given.has_query) {
          out.query = base.query;
          out.has_query = base.has_query;
        }
      } else {
        path = without_dots(given.path.starts_with('/') ? std::string(given.path) : joined(base, given.path));
      }
    }
  }
  std::string uri;
  if (!out.scheme.empty()) uri += std::string(out.scheme) + ":";
  if (out.has_authority) uri += "//" + std::string(out.authority);
  uri += path;
  if (out.has_query) uri += "?" + std::string(out.query);
  if (out.has_fragment && !out.fragment.empty()) uri += "#" + std::string(out.fragment);
  return uri;
}

std::pair<std::string, std::string> split_fragment(std::string_view uri) {
  const auto hash = uri.find('#');
  if (hash == std::string_view::npos) return {std::string(uri), {}};
  return {std::string(uri.substr(0, hash)), std::string(uri.substr(hash + 1))};
}

std::string unescape(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
      out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace yiwang::forms::detail
