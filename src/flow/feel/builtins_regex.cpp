#include <unicode/regex.h>

#include <list>
#include <memory>

#include "flow/feel/builtins.h"
#include "flow/feel/pattern.h"

namespace yiwang::feel::detail {

namespace {

/// ICU asks back about every ten thousand of its steps, which are charged here; with bytes of its stack, so that no pattern runs away.
constexpr std::int64_t kStepsOfATick = 2'500;
constexpr std::int32_t kStackLimit = 4'000'000;

UBool U_CALLCONV goes_on(const void* run, std::int32_t) { return static_cast<Run*>(const_cast<void*>(run))->spend(kStepsOfATick) ? 1 : 0; }

icu::UnicodeString wide(std::string_view text) { return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))); }

std::string narrow(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Compiled patterns used lately by this thread.
const icu::RegexPattern* compiled(std::string_view pattern, std::string_view flags) {
  struct Kept {
    std::string pattern;
    std::string flags;
    std::unique_ptr<icu::RegexPattern> regex;
  };
  thread_local std::list<Kept> recent;
  for (auto at = recent.begin(); at != recent.end(); ++at) {
    if (at->pattern == pattern && at->flags == flags) {
      recent.splice(recent.begin(), recent, at);
      return recent.front().regex.get();
    }
  }
  if (pattern.size() > 10'000) return nullptr;
  const auto translated = translate_pattern(pattern, flags);
  if (!translated) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  std::uint32_t options = UREGEX_UNIX_LINES | UREGEX_DOTALL;
  if (translated->ignore_case) options |= UREGEX_CASE_INSENSITIVE;
  if (translated->many_lines) options |= UREGEX_MULTILINE;
  std::unique_ptr<icu::RegexPattern> regex(icu::RegexPattern::compile(wide(translated->icu), options, where, status));
  if (U_FAILURE(status)) return nullptr;
  recent.push_front({std::string(pattern), std::string(flags), std::move(regex)});
  if (recent.size() > 64) recent.pop_back();
  return recent.front().regex.get();
}

std::unique_ptr<icu::RegexMatcher> matcher_of(const icu::RegexPattern& regex, const icu::UnicodeString& text, Run& run) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> matcher(regex.matcher(text, status));
  if (U_FAILURE(status)) return nullptr;
  matcher->setMatchCallback(goes_on, &run, status);
  matcher->setStackLimit(kStackLimit, status);
  return U_FAILURE(status) ? nullptr : std::move(matcher);
}

struct Task {
  icu::UnicodeString text;
  const icu::RegexPattern* regex = nullptr;
  std::unique_ptr<icu::RegexMatcher> matcher;
};

/// The input and pattern of a call; false when they do not fit (noted).
bool prepare(Task& task, const Arguments& in, std::size_t flags_at, Run& run) {
  const auto text = take_string(in, 0);
  const auto pattern = take_string(in, 1);
  if (!text || !pattern) {
    wrong_argument(run, in, text ? 1 : 0, "string");
    return false;
  }
  std::string_view flags;
  if (flags_at != 0 && in.size() > flags_at && !in[flags_at].is_null()) {
    const auto given = take_string(in, flags_at);
    if (!given) {
      wrong_argument(run, in, flags_at, "string");
      return false;
    }
    flags = *given;
  }
  if (!run.spend(50 + static_cast<std::int64_t>(text->size() / 4), in.at)) return false;
  task.regex = compiled(*pattern, flags);
  if (task.regex != nullptr) {
    task.text = wide(*text);
    task.matcher = matcher_of(*task.regex, task.text, run);
  }
  if (!task.matcher) run.note("bad_pattern", in.at, std::string(pattern->substr(0, 200)));
  return task.matcher != nullptr;
}

Value matches(const Arguments& in, Run& run) {
  Task task;
  if (!prepare(task, in, 2, run)) return {};
  UErrorCode status = U_ZERO_ERROR;
  const bool found = task.matcher->find(status) != 0;
  if (U_FAILURE(status)) return fail(run, "too_many_steps", in.at, "regular expression");
  return Value::make_bool(found);
}

bool matches_nothing(const icu::RegexPattern& regex, Run& run) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString empty;
  const auto matcher = matcher_of(regex, empty, run);
  return !matcher || matcher->find(status) || U_FAILURE(status);
}

Value split(const Arguments& in, Run& run) {
  Task task;
  if (!prepare(task, in, 0, run)) return {};
  if (matches_nothing(*task.regex, run)) return fail(run, "bad_pattern", in.at, "matches the empty string");
  UErrorCode status = U_ZERO_ERROR;
  List parts;
  std::int32_t from = 0;
  while (task.matcher->find(status)) {
    parts.push_back(Value::make_string(narrow(task.text.tempSubStringBetween(from, task.matcher->start(status)))));
    from = task.matcher->end(status);
    if (!run.spend(1, in.at)) return {};
  }
  if (U_FAILURE(status)) return fail(run, "too_many_steps", in.at, "regular expression");
  parts.push_back(Value::make_string(narrow(task.text.tempSubStringBetween(from))));
  return Value::make_list(std::move(parts));
}

/// One match replaced: `$1` is a group, `\$` and `\\` stand for themselves. False when the replacement is none.
bool append_replacement(icu::UnicodeString& out, const icu::UnicodeString& replacement, const icu::RegexMatcher& matcher, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  for (std::int32_t i = 0; i < replacement.length(); ++i) {
    const auto c = replacement[i];
    if (c == u'\\') {
      const auto next = i + 1 < replacement.length() ? replacement[i + 1] : u'\0';
      if (next != u'\\' && next != u'$') return false;
      out += next;
      ++i;
    } else if (c == u'$') {
      std::int32_t group = 0;
      std::int32_t digits = 0;
      while (i + 1 < replacement.length() && replacement[i + 1] >= u'0' && replacement[i + 1] <= u'9') {
        const auto longer = group * 10 + (replacement[i + 1] - u'0');
        if (digits > 0 && longer > matcher.groupCount()) break;
        group = longer;
        ++digits;
        ++i;
      }
      if (digits == 0) return false;
      if (group > matcher.groupCount()) continue;
      const auto start = matcher.start(group, status);
      if (start >= 0) out += text.tempSubStringBetween(start, matcher.end(group, status));
    } else {
      out += c;
    }
  }
  return U_SUCCESS(status) != 0;
}

Value replace(const Arguments& in, Run& run) {
  const auto replacement = take_string(in, 2);
  if (!replacement) return wrong_argument(run, in, 2, "string");
  Task task;
  if (!prepare(task, in, 3, run)) return {};
  if (matches_nothing(*task.regex, run)) return fail(run, "bad_pattern", in.at, "matches the empty string");
  const auto by = wide(*replacement);
  icu::UnicodeString out;
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t from = 0;
  while (task.matcher->find(status)) {
    out += task.text.tempSubStringBetween(from, task.matcher->start(status));
    if (!append_replacement(out, by, *task.matcher, task.text)) return fail(run, "bad_replacement", in.at, std::string(replacement->substr(0, 200)));
    from = task.matcher->end(status);
    if (!run.spend(1 + by.length() / 8, in.at)) return {};
    if (out.length() > static_cast<std::int32_t>(kMaxStringBytes / 4)) return fail(run, "too_long", in.at);
  }
  if (U_FAILURE(status)) return fail(run, "too_many_steps", in.at, "regular expression");
  out += task.text.tempSubStringBetween(from);
  return Value::make_string(narrow(out));
}

}  // namespace

void add_regex_builtins(std::vector<Builtin>& out) {
  out.push_back({"matches", {{{"input", "pattern", "flags"}, 2, false, matches}}});
  out.push_back({"replace", {{{"input", "pattern", "replacement", "flags"}, 3, false, replace}}});
  out.push_back({"split", {{{"string", "delimiter"}, 2, false, split}}});
}

}  // namespace yiwang::feel::detail
