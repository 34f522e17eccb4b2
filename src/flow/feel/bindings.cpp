#include "flow/feel/bindings.h"

#include "flow/feel/names.h"

namespace yiwang::feel::detail {

void Bindings::bind(std::string name, std::uint32_t slot) {
  const bool word = is_word(name);
  levels_.back().names.push_back({std::move(name), slot, word});
}

void Bindings::bind_item(std::uint32_t slot) { levels_.back().names.push_back({{}, slot, true}); }

std::pair<std::uint32_t, std::vector<Capture>> Bindings::leave_function() {
  auto level = std::move(levels_.back());
  levels_.pop_back();
  return {level.frame, std::move(level.captures)};
}

Meaning Bindings::resolve(std::string_view name) { return resolve(name, levels_.size() - 1); }

Meaning Bindings::resolve(std::string_view name, std::size_t at) {
  Meaning out;
  auto& level = levels_[at];
  for (auto i = level.names.size(); i-- > 0;) {
    const auto& bound = level.names[i];
    if (bound.name.empty()) {
      out.items.push_back({Op::local, bound.slot});
    } else if (bound.name == name) {
      out.bound = Reference{Op::local, bound.slot};
      return out;
    }
  }
  if (at == 0) return out;
  if (!level.self.empty() && level.self == name) {
    out.bound = Reference{Op::self, 0};
    return out;
  }
  const auto outer = resolve(name, at - 1);
  const auto bring = [&](Reference from) {
    Capture wanted;
    wanted.from = from.op == Op::local ? Capture::From::local : from.op == Op::captured ? Capture::From::captured : Capture::From::self;
    wanted.index = from.index;
    return capture(at, wanted);
  };
  for (const auto& item : outer.items) out.items.push_back(bring(item));
  if (outer.bound) out.bound = bring(*outer.bound);
  return out;
}

Reference Bindings::capture(std::size_t at, Capture wanted) {
  auto& captures = levels_[at].captures;
  for (std::size_t i = 0; i < captures.size(); ++i) {
    if (captures[i].from == wanted.from && captures[i].index == wanted.index) return {Op::captured, static_cast<std::uint32_t>(i)};
  }
  captures.push_back(wanted);
  return {Op::captured, static_cast<std::uint32_t>(captures.size() - 1)};
}

Reference Bindings::capture_scope(std::uint32_t free_name, std::uint32_t hint) {
  Capture wanted{Capture::From::scope, free_name, hint};
  for (std::size_t at = 1; at < levels_.size(); ++at) {
    const auto found = capture(at, wanted);
    wanted = {Capture::From::captured, found.index, 0};
  }
  return {Op::captured, wanted.index};
}

std::size_t Bindings::longest_special(std::string_view text, std::size_t at, std::string& name) const {
  std::size_t best = 0;
  for (const auto& level : levels_) {
    for (const auto& bound : level.names) {
      if (bound.word || bound.name.empty() || bound.name.front() != text[at]) continue;
      if (const auto end = match_name(text, at, bound.name); end > best) {
        best = end;
        name = bound.name;
      }
    }
  }
  return best;
}

bool Bindings::knows(std::string_view word) const {
  for (const auto& level : levels_) {
    for (const auto& bound : level.names) {
      if (bound.name == word) return true;
    }
  }
  return false;
}

}  // namespace yiwang::feel::detail
