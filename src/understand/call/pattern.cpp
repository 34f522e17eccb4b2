#include "understand/call/pattern.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/text.h"

namespace yiwang {

/// Reads the source and writes steps. A part of a pattern is a list of steps whose jumps are relative to its own beginning, so that it can be repeated.
class PatternMaker {
 public:
  PatternMaker(std::u32string source, Pattern& out) : source_(std::move(source)), out_(out) {}

  void make() {
    auto body = choice();
    if (at_ != source_.size()) fail("unexpected )");
    Part whole = {{Pattern::Op::save, 0, 0}};
    append(whole, body);
    whole.push_back({Pattern::Op::save, 1, 0});
    whole.push_back({Pattern::Op::match, 0, 0});
    out_.steps_ = std::move(whole);
  }

 private:
  using Op = Pattern::Op;
  using Part = std::vector<Pattern::Step>;

  [[noreturn]] void fail(const char* what) const { throw std::invalid_argument(std::string(what) + " at " + std::to_string(at_) + " of " + to_utf8(source_)); }
  bool more() const { return at_ < source_.size(); }
  bool take(char32_t c) {
    if (!more() || source_[at_] != c) return false;
    ++at_;
    return true;
  }

  static void append(Part& to, const Part& part) {
    const auto base = static_cast<std::uint32_t>(to.size());
    for (auto step : part) {
      if (step.op == Op::split || step.op == Op::jump) {
        step.a += base;
        step.b += base;
      }
      to.push_back(step);
    }
  }
  static std::uint32_t size(const Part& part) { return static_cast<std::uint32_t>(part.size()); }

  Part choice() {
    auto left = sequence();
    while (take(U'|')) {
      auto right = sequence();
      Part both = {{Op::split, 1, size(left) + 2}};
      append(both, left);
      both.push_back({Op::jump, size(left) + 2 + size(right), 0});
      append(both, right);
      left = std::move(both);
    }
    return left;
  }

  Part sequence() {
    Part out;
    while (more() && source_[at_] != U'|' && source_[at_] != U')') append(out, repeated());
    return out;
  }

  Part repeated() {
    const auto one = single();
    if (!more()) return one;
    if (take(U'?')) return maybe(one, lazy());
    if (take(U'*')) return many(one, lazy());
    if (take(U'+')) {
      Part out = one;
      append(out, many(one, lazy()));
      return out;
    }
    if (take(U'{')) {
      const auto least = number();
      auto most = least;
      if (take(U',')) most = number();
      if (!take(U'}') || most < least || most > 60) fail("bad count");
      const bool is_lazy = lazy();
      Part tail;
      for (std::uint32_t i = least; i < most; ++i) {
        Part more_of = one;
        append(more_of, tail);
        tail = maybe(more_of, is_lazy);
      }
      Part out;
      for (std::uint32_t i = 0; i < least; ++i) append(out, one);
      append(out, tail);
      return out;
    }
    return one;
  }
  bool lazy() { return take(U'?'); }
  static Part maybe(const Part& part, bool is_lazy) {
    const auto in = std::uint32_t{1}, over = size(part) + 1;
    Part out = {{Op::split, is_lazy ? over : in, is_lazy ? in : over}};
    append(out, part);
    return out;
  }
  static Part many(const Part& part, bool is_lazy) {
    const auto in = std::uint32_t{1}, over = size(part) + 2;
    Part out = {{Op::split, is_lazy ? over : in, is_lazy ? in : over}};
    append(out, part);
    out.push_back({Op::jump, 0, 0});
    return out;
  }
  std::uint32_t number() {
    std::uint32_t out = 0;
    const auto from = at_;
    while (more() && source_[at_] >= U'0' && source_[at_] <= U'9') out = out * 10 + static_cast<std::uint32_t>(source_[at_++] - U'0');
    if (at_ == from) fail("a number is wanted");
    return out;
  }

  Part single() {
    const char32_t c = source_[at_++];
    if (c == U'(') {
      const bool plain = at_ + 1 < source_.size() && source_[at_] == U'?' && source_[at_ + 1] == U':';
      if (plain) at_ += 2;
      const auto group = plain ? Pattern::kGroups : groups_++;
      auto inner = choice();
      if (!take(U')')) fail("( without )");
      if (plain) return inner;
      if (group >= Pattern::kGroups) fail("too many groups");
      Part out = {{Op::save, static_cast<std::uint32_t>(group) * 2, 0}};
      append(out, inner);
      out.push_back({Op::save, static_cast<std::uint32_t>(group) * 2 + 1, 0});
      return out;
    }
    if (c == U'[') return set();
    if (c == U'.') return {{Op::any, 0, 0}};
    if (c == U'^') return {{Op::begin, 0, 0}};
    if (c == U'$') return {{Op::end, 0, 0}};
    if (c == U'\\' && more()) return {{Op::character, static_cast<std::uint32_t>(source_[at_++]), 0}};
    return {{Op::character, static_cast<std::uint32_t>(c), 0}};
  }

  Part set() {
    Pattern::Set made;
    made.negated = take(U'^');
    while (more() && source_[at_] != U']') {
      const char32_t from = source_[at_++];
      char32_t to = from;
      if (at_ + 1 < source_.size() && source_[at_] == U'-' && source_[at_ + 1] != U']') {
        to = source_[at_ + 1];
        at_ += 2;
      }
      made.ranges.emplace_back(from, to);
    }
    if (!take(U']')) fail("[ without ]");
    std::sort(made.ranges.begin(), made.ranges.end());
    out_.sets_.push_back(std::move(made));
    return {{Op::set, static_cast<std::uint32_t>(out_.sets_.size() - 1), 0}};
  }

  std::u32string source_;
  Pattern& out_;
  std::size_t at_ = 0;
  std::size_t groups_ = 1;
};

namespace {

std::string expanded(std::string_view source, const Pattern::Macros* macros) {
  std::string text(source);
  for (int depth = 0; macros != nullptr && depth < 8 && text.find('<') != std::string::npos; ++depth) {
    for (const auto& [name, meaning] : *macros) {
      const auto wanted = "<" + name + ">";
      for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + meaning.size())) text.replace(at, wanted.size(), meaning);
    }
  }
  if (text.find('<') != std::string::npos) throw std::invalid_argument("an unknown piece of grammar in " + text);
  return text;
}

constexpr std::size_t kMostFirsts = 600;

}  // namespace

Pattern::Pattern(std::string_view source, const Macros* macros) {
  PatternMaker(to_codepoints(expanded(source, macros)), *this).make();
  std::vector<char> seen(steps_.size(), 0);
  find_first(0, seen);
  std::sort(firsts_.begin(), firsts_.end());
  firsts_.erase(std::unique(firsts_.begin(), firsts_.end()), firsts_.end());
  if (firsts_.size() > kMostFirsts) any_first_ = true;
}

bool Pattern::Set::has(char32_t c) const {
  auto it = std::upper_bound(ranges.begin(), ranges.end(), c, [](char32_t value, const auto& range) { return value < range.first; });
  // Ranges of one set may overlap, so those before are looked at too; sets are small.
  bool inside = false;
  while (it != ranges.begin() && !inside) {
    --it;
    inside = c <= it->second;
  }
  return inside != negated;
}

void Pattern::find_first(std::uint32_t step, std::vector<char>& seen) {
  if (any_first_ || seen[step] != 0) return;
  seen[step] = 1;
  const auto& s = steps_[step];
  switch (s.op) {
    case Op::character: firsts_ += static_cast<char32_t>(s.a); return;
    case Op::set: {
      const auto& set = sets_[s.a];
      std::size_t count = 0;
      for (const auto& [from, to] : set.ranges) count += to - from + 1;
      if (set.negated || count > kMostFirsts) {
        any_first_ = true;
        return;
      }
      for (const auto& [from, to] : set.ranges) {
        for (char32_t c = from; c <= to; ++c) firsts_ += c;
      }
      return;
    }
    case Op::split:
      find_first(s.a, seen);
      find_first(s.b, seen);
      return;
    case Op::jump: find_first(s.a, seen); return;
    case Op::save: find_first(step + 1, seen); return;
    case Op::begin: find_first(step + 1, seen); return;
    case Op::any:
    case Op::end:
    case Op::match: any_first_ = true; return;
  }
}

std::optional<Pattern::Match> Pattern::run(std::u32string_view text, std::size_t from, bool anchored) const {
  // Depth first with remembered states: a state that failed once fails again, whichever way it was reached.
  struct Todo {
    std::uint32_t step;
    std::uint32_t at;                      // or the slot to restore
    std::uint32_t old;
    bool restore;
  };
  thread_local std::vector<std::uint64_t> visited;
  thread_local std::vector<Todo> todo;
  const std::size_t width = text.size() - from + 1;
  bool ready = false;
  std::array<std::uint32_t, kGroups * 2> saved;
  for (std::size_t start = from; start <= text.size(); ++start) {
    if (!any_first_ && (start == text.size() || !std::binary_search(firsts_.begin(), firsts_.end(), text[start]))) {
      if (anchored) return std::nullopt;
      continue;
    }
    if (!ready) visited.assign((steps_.size() * width + 63) / 64, 0);
    ready = true;
    saved.fill(kNone);
    todo.clear();
    todo.push_back({0, static_cast<std::uint32_t>(start), 0, false});
    while (!todo.empty()) {
      const auto next = todo.back();
      todo.pop_back();
      if (next.restore) {
        saved[next.at] = next.old;
        continue;
      }
      std::uint32_t step = next.step;
      std::uint32_t at = next.at;
      for (bool going = true; going;) {
        const std::size_t bit = step * width + (at - from);
        if ((visited[bit / 64] >> (bit % 64) & 1) != 0) break;
        visited[bit / 64] |= std::uint64_t{1} << (bit % 64);
        const auto& s = steps_[step];
        switch (s.op) {
          case Op::character:
            going = at < text.size() && text[at] == static_cast<char32_t>(s.a);
            ++at;
            ++step;
            break;
          case Op::any:
            going = at < text.size();
            ++at;
            ++step;
            break;
          case Op::set:
            going = at < text.size() && sets_[s.a].has(text[at]);
            ++at;
            ++step;
            break;
          case Op::split:
            todo.push_back({s.b, at, 0, false});
            step = s.a;
            break;
          case Op::jump: step = s.a; break;
          case Op::save:
            todo.push_back({0, s.a, saved[s.a], true});
            saved[s.a] = at;
            ++step;
            break;
          case Op::begin:
            going = at == 0;
            ++step;
            break;
          case Op::end:
            going = at == text.size();
            ++step;
            break;
          case Op::match: {
            Match out;
            for (std::size_t i = 0; i < kGroups; ++i) out.group[i] = {saved[i * 2], saved[i * 2 + 1]};
            return out;
          }
        }
      }
    }
    if (anchored) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Pattern::Match> Pattern::find(std::u32string_view text, std::size_t from) const {
  if (from > text.size()) return std::nullopt;
  return run(text, from, false);
}

std::optional<Pattern::Match> Pattern::at(std::u32string_view text, std::size_t at) const {
  if (at > text.size()) return std::nullopt;
  return run(text, at, true);
}

std::vector<Pattern::Match> Pattern::all(std::u32string_view text) const {
  std::vector<Match> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto match = find(text, from);
    if (!match) break;
    if (match->group[0].size() == 0) {
      from = match->group[0].to + 1;
      continue;
    }
    from = match->group[0].to;
    out.push_back(*match);
  }
  return out;
}

}  // namespace yiwang
