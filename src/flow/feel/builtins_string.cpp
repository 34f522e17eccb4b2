#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "base/text.h"
#include "base/utf8.h"
#include "flow/feel/builtins.h"

namespace yiwang::feel::detail {

namespace {

/// The byte where the code point number `count` starts, counted from `from`.
std::size_t skip_codepoints(std::string_view text, std::size_t from, std::int64_t count) {
  while (count-- > 0 && from < text.size()) next_codepoint(text, from);
  return from;
}

Value substring(const Arguments& in, Run& run) {
  const auto text = take_string(in, 0);
  if (!text) return wrong_argument(run, in, 0, "string");
  const auto start = take_position(in, 1);
  if (!start) return wrong_argument(run, in, 1, "number");
  if (!run.spend(static_cast<std::int64_t>(text->size() / 16), in.at)) return {};
  const auto size = static_cast<std::int64_t>(count_codepoints(*text));
  if (*start == 0 || *start > size || *start < -size) return fail(run, "out_of_range", in.at, "start position");
  std::int64_t length = size;
  if (in.size() > 2 && !in[2].is_null()) {
    const auto given = take_position(in, 2);
    if (!given) return wrong_argument(run, in, 2, "number");
    if (*given < 1) return fail(run, "out_of_range", in.at, "length");
    length = *given;
  }
  const auto from = skip_codepoints(*text, 0, *start > 0 ? *start - 1 : size + *start);
  return Value::make_string(text->substr(from, skip_codepoints(*text, from, length) - from));
}

Value string_length(const Arguments& in, Run& run) {
  const auto text = take_string(in, 0);
  if (!text) return wrong_argument(run, in, 0, "string");
  if (!run.spend(static_cast<std::int64_t>(text->size() / 16), in.at)) return {};
  return Value::make_number(static_cast<std::int64_t>(count_codepoints(*text)));
}

template <bool upper>
Value change_case(const Arguments& in, Run& run) {
  const auto text = take_string(in, 0);
  if (!text) return wrong_argument(run, in, 0, "string");
  if (!run.spend(static_cast<std::int64_t>(text->size() / 16), in.at)) return {};
  auto changed = icu::UnicodeString::fromUTF8(icu::StringPiece(text->data(), static_cast<int32_t>(text->size())));
  if constexpr (upper) changed.toUpper(icu::Locale::getRoot());
  else changed.toLower(icu::Locale::getRoot());
  std::string out;
  changed.toUTF8String(out);
  return Value::make_string(out);
}

enum class Search { contains, starts, ends, before, after };

template <Search how>
Value search(const Arguments& in, Run& run) {
  const auto text = take_string(in, 0);
  if (!text) return wrong_argument(run, in, 0, "string");
  const auto match = take_string(in, 1);
  if (!match) return wrong_argument(run, in, 1, "string");
  // The worst a search can do is both lengths multiplied.
  if (!run.spend(static_cast<std::int64_t>((text->size() / 16) * (1 + match->size() / 64)), in.at)) return {};
  const auto at = text->find(*match);
  switch (how) {
    case Search::contains: return Value::make_bool(at != std::string_view::npos);
    case Search::starts: return Value::make_bool(text->starts_with(*match));
    case Search::ends: return Value::make_bool(text->ends_with(*match));
    case Search::before: return Value::make_string(at == std::string_view::npos ? std::string_view{} : text->substr(0, at));
    case Search::after: return Value::make_string(at == std::string_view::npos ? std::string_view{} : text->substr(at + match->size()));
  }
  return {};
}

Value to_string(const Arguments& in, Run& run) {
  if (in[0].is_null()) return {};
  if (!run.spend(in[0].weight(), in.at)) return {};
  auto text = in[0].to_plain_text();
  if (text.size() > kMaxStringBytes) return fail(run, "too_long", in.at);
  if (!run.spend(static_cast<std::int64_t>(text.size() / 16), in.at)) return {};
  return Value::make_string(text);
}

Value string_join(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  std::string_view delimiter;
  if (in.size() > 1 && !in[1].is_null()) {
    const auto given = take_string(in, 1);
    if (!given) return wrong_argument(run, in, 1, "string");
    delimiter = *given;
  }
  std::string out;
  bool first = true;
  for (const auto& item : list->as_list()) {
    if (item.is_null()) continue;
    if (!item.is(Kind::string)) return wrong_argument(run, in, 0, "list of strings");
    if (!first) out += delimiter;
    first = false;
    out += item.as_string();
    if (out.size() > kMaxStringBytes) return fail(run, "too_long", in.at);
    if (!run.spend(1 + static_cast<std::int64_t>(item.as_string().size() / 16), in.at)) return {};
  }
  return Value::make_string(out);
}

}  // namespace

void add_string_builtins(std::vector<Builtin>& out) {
  out.push_back({"substring", {{{"string", "start position", "length"}, 2, false, substring}}});
  out.push_back({"string length", {{{"string"}, 1, false, string_length}}});
  out.push_back({"upper case", {{{"string"}, 1, false, change_case<true>}}});
  out.push_back({"lower case", {{{"string"}, 1, false, change_case<false>}}});
  out.push_back({"substring before", {{{"string", "match"}, 2, false, search<Search::before>}}});
  out.push_back({"substring after", {{{"string", "match"}, 2, false, search<Search::after>}}});
  out.push_back({"contains", {{{"string", "match"}, 2, false, search<Search::contains>}}});
  out.push_back({"starts with", {{{"string", "match"}, 2, false, search<Search::starts>}}});
  out.push_back({"ends with", {{{"string", "match"}, 2, false, search<Search::ends>}}});
  out.push_back({"string", {{{"from"}, 1, false, to_string}}});
  out.push_back({"string join", {{{"list", "delimiter"}, 1, false, string_join}}});
}

}  // namespace yiwang::feel::detail
