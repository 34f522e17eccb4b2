#include <charconv>
#include <stdexcept>

#include "adapters/sql/list_query.h"
#include "base/cipher.h"
#include "base/text.h"

namespace yiwang {
namespace {

template <class T>
bool read_number(std::string_view text, T& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

}  // namespace

std::string write_cursor(const ListCursor& cursor) { return to_base64(cursor.sort + "," + std::to_string(cursor.value) + "," + std::to_string(cursor.id)); }

ListCursor read_cursor(const std::string& text, const std::string& sort) {
  const auto plain = from_base64(text);
  if (!plain) throw std::invalid_argument("the cursor is not readable");
  const auto parts = split(*plain, ',');
  ListCursor cursor;
  if (parts.size() != 3 || !read_number(parts[1], cursor.value) || !read_number(parts[2], cursor.id)) throw std::invalid_argument("the cursor is not readable");
  cursor.sort = parts[0];
  if (cursor.sort != sort) throw std::invalid_argument("the cursor was made for another sort");
  return cursor;
}

std::uint64_t id_in_number(std::string_view number) {
  const auto dash = number.rfind('-');
  std::uint64_t id = 0;
  return dash != std::string_view::npos && read_number(number.substr(dash + 1), id) && id <= INT64_MAX ? id : 0;
}

}  // namespace yiwang
