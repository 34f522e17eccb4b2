#include "locate/library/address_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "locate/library/place_words.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostRead = 160;
constexpr std::size_t kMostMeanings = 40;      // of one stretch; a name of more things than these says little
constexpr std::size_t kLongestWindow = 11;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

float form_quality(NameForm form) {
  constexpr std::array<float, 5> kQuality{1.0f, 1.0f, 0.8f, 0.8f, 0.5f};
  return kQuality[static_cast<std::size_t>(form)];
}
/// A slip in a long name leaves more of it than one in a short name.
float match_quality(NameMatch match, std::size_t length) {
  const auto by_length = [&](float short_one, float middle, float long_one) { return length <= 3 ? short_one : length == 4 ? middle : long_one; };
  switch (match) {
    case NameMatch::exact: return 1.0f;
    case NameMatch::retyped: return 1.4f;  // on a stem's quality
    case NameMatch::sound: return by_length(0.78f, 0.85f, 0.9f);
    case NameMatch::swapped: return by_length(0.78f, 0.85f, 0.9f);
    case NameMatch::edit: return by_length(0.55f, 0.68f, 0.8f);
  }
  return 0;
}

/// A way to read a stretch.
struct Edge {
  std::uint32_t from, to;
  std::uint32_t name;
  NameMatch match;
  LibraryKind only;                        // of a retyped name
  float weight;
};

class Reading {
 public:
  Reading(const AddressLibrary& library, AddressText& out) : l_(library), out_(out), text_(out.text) {}

  void run(bool thorough) {
    exact();
    if (thorough) by_sound(), by_letters(), by_edit();
    cover();
    numbers();
    leftovers();
  }

 private:
  void exact() {
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      l_.names().exact().each(text_, at, [&](std::size_t length, std::uint32_t name) {
        const auto refs = l_.names().refs(name);
        auto best = NameForm::stem;
        for (const auto& ref : refs) best = std::min(best, ref.form);
        const auto n = static_cast<float>(length);
        const auto to = at + static_cast<std::uint32_t>(length);
        const float weight = best <= NameForm::alias ? n + 0.4f : best == NameForm::stem ? 0.45f * n : best == NameForm::local ? 0.62f * n : 0.78f * n;
        if (best < NameForm::stem || may_end(to)) edges_.push_back({at, to, name, NameMatch::exact, LibraryKind::area, weight});
        if (std::any_of(refs.begin(), refs.end(), [](const NameRef& ref) { return ref.form == NameForm::stem; })) retyped(at, to, name, refs);
      });
    }
  }

  void retyped(std::uint32_t from, std::uint32_t to, std::uint32_t name, std::span<const NameRef> refs) {
    for (const auto kind : {LibraryKind::road, LibraryKind::estate}) {
      const auto length = word_at(kind == LibraryKind::road ? road_words() : estate_words(), text_, to);
      if (length == 0 || std::none_of(refs.begin(), refs.end(), [&](const NameRef& ref) { return ref.kind == kind && ref.form == NameForm::stem; })) continue;
      const auto end = to + static_cast<std::uint32_t>(length);
      edges_.push_back({from, end, name, NameMatch::retyped, kind, 0.75f * static_cast<float>(end - from)});
    }
  }

  void by_sound() {
    const auto sounds = sounds_of(text_);
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      l_.names().by_sound().each(sounds, at, [&](std::size_t length, std::uint32_t sound) {
        const auto to = at + static_cast<std::uint32_t>(length);
        const auto n = static_cast<float>(length);
        for (const auto name : l_.names().sounding(sound)) {
          if (has(at, to, name)) continue;
          edges_.push_back({at, to, name, NameMatch::sound, LibraryKind::area, length <= 2 ? 0.55f * n : 0.85f * n - 0.1f});
        }
      });
    }
  }

  void by_letters() {
    for (std::uint32_t at = 0; at + 4 <= text_.size(); ++at) {
      if (!is_letter(text_[at]) || (at > 0 && is_letter(text_[at - 1]))) continue;
      l_.names().by_letters().each(text_, at, [&](std::size_t length, std::uint32_t word) {
        const auto to = at + static_cast<std::uint32_t>(length);
        if (to < text_.size() && is_letter(text_[to])) return;
        for (const auto name : l_.names().spelled(word)) edges_.push_back({at, to, name, NameMatch::sound, LibraryKind::area, 0.85f * static_cast<float>(length)});
      });
    }
  }

  void by_edit() {
    std::vector<std::uint32_t> found;
    const auto sums = NameBook::sums_of(text_);
    for (std::uint32_t at = 0; at + 2 <= text_.size(); ++at) {
      for (std::uint32_t length = 2; length <= kLongestWindow && at + length <= text_.size(); ++length) {
        const auto last = text_[at + length - 1];
        if (last == U' ' || last == U',') break;
        if (is_digit(last)) break;
        if (begins_number(at + length - 1)) continue;
        found.clear();
        l_.names().swapped(text_, sums, at, length, found);
        for (const auto name : found) {
          if (!has(at, at + length, name)) edges_.push_back({at, at + length, name, NameMatch::swapped, LibraryKind::area, 0.85f * static_cast<float>(length) - 0.1f});
        }
        found.clear();
        l_.names().close(text_, sums, at, length, found);
        if (found.empty()) continue;
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        for (const auto name : found) {
          if (has(at, at + length, name)) continue;
          const auto known = static_cast<float>(l_.names().length(name));
          edges_.push_back({at, at + length, name, NameMatch::edit, LibraryKind::area, 0.8f * std::min(known, static_cast<float>(length)) - 0.95f});
        }
      }
    }
  }

  /// Whether a name without its sort may end here: before a number, a word that goes with addresses, or nothing. 望江 in 望江新桥 is no estate.
  bool may_end(std::size_t at) const {
    if (at >= text_.size() || !is_han(text_[at])) return true;
    static constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百零〇两";
    return kNumerals.find(text_[at]) != std::u32string_view::npos || word_at(assisting_words(), text_, at) >= 2 || word_at(filler_words(), text_, at) > 0 ||
           l_.building_words().longest(text_, at).first > 0;
  }

  /// 二 in 双湾二十六号 belongs to the number.
  bool begins_number(std::size_t at) const {
    static constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百零〇两", kAfter = U"一二三四五六七八九十百零〇两号栋幢座单楼弄";
    return at + 1 < text_.size() && kNumerals.find(text_[at]) != std::u32string_view::npos && kAfter.find(text_[at + 1]) != std::u32string_view::npos;
  }

  bool has(std::uint32_t from, std::uint32_t to, std::uint32_t name) const {
    return std::any_of(edges_.begin(), edges_.end(), [&](const Edge& e) { return e.from == from && e.to == to && e.name == name; });
  }

  /// The stretches that explain most of the text without overlapping; each with every reading it has.
  void cover() {
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return std::tuple(a.to, a.from, -a.weight) < std::tuple(b.to, b.from, -b.weight); });
    std::vector<float> best(text_.size() + 1, 0);
    std::vector<std::uint32_t> taken(text_.size() + 1, AddressLibrary::kNone);
    std::size_t next = 0;
    for (std::uint32_t at = 1; at <= text_.size(); ++at) {
      best[at] = best[at - 1];
      for (; next < edges_.size() && edges_[next].to == at; ++next) {
        const auto value = best[edges_[next].from] + edges_[next].weight;
        if (value > best[at] + 1e-6f) {
          best[at] = value;
          taken[at] = static_cast<std::uint32_t>(next);
        }
      }
    }
    for (auto at = text_.size(); at > 0;) {
      if (taken[at] == AddressLibrary::kNone) {
        --at;
        continue;
      }
      const auto& edge = edges_[taken[at]];
      out_.names.push_back({edge.from, edge.to, {}});
      for (const auto& other : edges_) {
        if (other.from == edge.from && other.to == edge.to) mean(out_.names.back(), other);
      }
      auto& meanings = out_.names.back().meanings;
      std::stable_sort(meanings.begin(), meanings.end(), [](const Meaning& a, const Meaning& b) { return a.quality > b.quality; });
      at = edge.from;
    }
    std::reverse(out_.names.begin(), out_.names.end());
    // The end of a longer name nobody knows is no stem: 嘉园 in 昆仑嘉园.
    std::size_t before = 0;
    for (auto& name : out_.names) {
      if (name.from > before && is_han(text_[name.from - 1]) && !known_before(before, name.from)) {
        std::erase_if(name.meanings, [](const Meaning& m) { return m.ref.form >= NameForm::local && m.match != NameMatch::edit; });
      }
      before = name.to;
    }
    std::erase_if(out_.names, [](const NamedStretch& name) { return name.meanings.empty(); });
  }

  /// Whether the stretch before a name ends with a word that goes with addresses, or a number's.
  bool known_before(std::size_t from, std::size_t to) const {
    for (std::size_t length = std::min<std::size_t>(4, to - from); length >= 1; --length) {
      if (word_at(assisting_words(), std::u32string_view(text_).substr(0, to), to - length) == length) return true;
    }
    return false;
  }

  void mean(NamedStretch& stretch, const Edge& edge) {
    const auto refs = l_.names().refs(edge.name);
    std::array<std::uint32_t, 5> of_kind{};
    for (const auto& ref : refs) ++of_kind[static_cast<std::size_t>(ref.kind)];
    for (const auto& ref : refs) {
      if (edge.match == NameMatch::retyped && (ref.kind != edge.only || ref.form != NameForm::stem)) continue;
      if (edge.match != NameMatch::retyped && ref.form == NameForm::stem && !may_end(edge.to)) continue;
      if (stretch.meanings.size() >= kMostMeanings) return;
      const auto same = of_kind[static_cast<std::size_t>(ref.kind)];
      stretch.meanings.push_back({ref, edge.match, form_quality(ref.form) * match_quality(edge.match, l_.names().length(edge.name)), static_cast<std::uint8_t>(std::min(same, 255u))});
    }
  }

  std::size_t next_name(std::size_t at) const {
    for (const auto& name : out_.names) {
      if (name.from >= at) return name.from;
    }
    return text_.size();
  }

  void numbers() {
    std::size_t gap = 0;
    for (std::size_t i = 0; i <= out_.names.size(); ++i) {
      const auto end = i < out_.names.size() ? out_.names[i].from : text_.size();
      for (auto at = gap; at < end;) {
        const auto word = l_.building_words().longest(text_, at);
        if (word.first > 0 && at + word.first <= end) {
          out_.numbers.push_back({NumberKind::building, l_.terms().key_text(l_.building_word_key(word.second)), at, at + word.first});
          at += word.first;
          continue;
        }
        const bool inside_word = at > gap && is_letter(text_[at]) && is_letter(text_[at - 1]);
        auto number = inside_word ? std::nullopt : read_address_number(text_, at);
        // A bare numeral in Han is a name's, not a number: 三里, 五一.
        if (!number || number->to > end || (number->kind == NumberKind::bare && !is_digit(text_[at]))) {
          if (number && is_digit(text_[at])) at = std::min(end, number->to);
          else ++at;
          continue;
        }
        if (number->kind == NumberKind::metres) read_offset(gap, *number);
        at = number->to;
        out_.numbers.push_back(std::move(*number));
      }
      if (i < out_.names.size()) gap = out_.names[i].to;
    }
  }

  /// The directions said before the metres, or 北侧 behind them.
  void read_offset(std::size_t gap, const AddressNumber& metres) {
    double east = 0, north = 0;
    const auto look = [&](std::size_t from, std::size_t to) {
      for (auto at = from; at < to; ++at) {
        if (text_[at] == U'东') east = 1;
        if (text_[at] == U'西') east = -1;
        if (text_[at] == U'南') north = -1;
        if (text_[at] == U'北') north = 1;
      }
    };
    look(std::max(gap, metres.from < 8 ? 0 : metres.from - 8), metres.from);
    if (east == 0 && north == 0) look(metres.to, std::min(text_.size(), metres.to + 3));
    if (metres.key.size() > 5) return;
    out_.moved = true;
    if (east == 0 && north == 0) return;
    const double length = std::stod(metres.key) / std::hypot(east, north);
    out_.east_m = east * length;
    out_.north_m = north * length;
  }

  void leftovers() {
    std::vector<bool> known(text_.size(), false);
    for (const auto& name : out_.names) std::fill(known.begin() + static_cast<std::ptrdiff_t>(name.from), known.begin() + static_cast<std::ptrdiff_t>(name.to), true);
    for (const auto& number : out_.numbers) std::fill(known.begin() + static_cast<std::ptrdiff_t>(number.from), known.begin() + static_cast<std::ptrdiff_t>(number.to), true);
    std::size_t run = 0;
    // 便民超市 is a shop.
    const auto market = [](std::u32string_view piece, std::size_t at) {
      return piece[at] == U'市' && at > 0 && std::u32string_view(U"超菜夜门花鱼早商").find(piece[at - 1]) != std::u32string_view::npos;
    };
    const auto close = [&](std::size_t at) {
      if (run == 0) return;
      const auto piece = std::u32string_view(text_).substr(at - run, run);
      const auto type = [&](auto words) { return word_before_end(words, piece, 1) != 0 || (run >= 2 && word_at(words, text_, at) != 0 && !known[at]); };
      if (type(road_words())) out_.unknown.road = true;
      else if (type(estate_words())) out_.unknown.estate = true;
      else if (type(area_words()) && !market(piece, run - 1)) out_.unknown.area = true;
      for (std::size_t i = 1; i < run; ++i) {
        if ((piece[i] == U'省' || piece[i] == U'市' || piece[i] == U'县' || piece[i] == U'州') && !market(piece, i)) out_.unknown.elsewhere = true;
      }
      out_.unknown.letters += static_cast<int>(run);
      run = 0;
    };
    for (std::size_t at = 0; at < text_.size();) {
      if (known[at] || !(is_han(text_[at]) || is_letter(text_[at]))) {
        close(at++);
        continue;
      }
      auto length = word_at(assisting_words(), text_, at);
      // A single such character within a run of others is part of a name.
      if (length == 1 && run > 0 && at + 1 < text_.size() && !known[at + 1] && is_han(text_[at + 1]) && word_at(assisting_words(), text_, at + 1) == 0) length = 0;
      while (length > 0 && std::any_of(known.begin() + static_cast<std::ptrdiff_t>(at), known.begin() + static_cast<std::ptrdiff_t>(at + length), [](bool k) { return k; })) --length;
      if (length == 0) {
        ++run, ++at;
        continue;
      }
      const auto word = std::u32string_view(text_).substr(at, length);
      if (word.find(U'交') != std::u32string_view::npos || word.find(U'口') != std::u32string_view::npos || word == U"拐角" || word == U"转角") out_.says_crossing = true;
      if (word.find(U'近') != std::u32string_view::npos || word.find(U"旁") != std::u32string_view::npos || word.find(U"对面") != std::u32string_view::npos ||
          word == U"隔壁" || word == U"一带" || word == U"周边")
        out_.near = true;
      close(at);
      at += length;
    }
    close(text_.size());
  }

  const AddressLibrary& l_;
  AddressText& out_;
  const std::u32string& text_;
  std::vector<Edge> edges_;
};

}  // namespace

std::u32string fold_address(std::string_view words) {
  const auto all = to_codepoints(normalise(words));
  std::u32string out;
  out.reserve(std::min(all.size(), kMostRead));
  const auto numeral = [](char32_t c) { return is_digit(c) || is_letter(c); };
  for (std::size_t at = 0; at < all.size() && out.size() < kMostRead;) {
    if (const auto filler = word_at(filler_words(), all, at); filler != 0) {
      at += filler;
      continue;
    }
    auto c = all[at++];
    if (c == U'—' || c == U'–' || c == U'~' || c == U'―' || c == U'‐' || c == U'－' || c == U'_') c = U'-';
    if (c == U'-' && (out.empty() || !numeral(out.back()))) {
      // 88号-3栋 and names joined by a dash part there; 88号-2 is a sub-number.
      if (out.empty() || out.back() != U'号') c = U' ';
    }
    if (!is_han(c) && !numeral(c) && c != U'-' && c != U'#' && c != U'〇') c = c == U' ' || c == U'\t' ? U' ' : U',';
    if (c == U' ') {
      // A blank parts only numbers and words of letters.
      while (at < all.size() && all[at] == U' ') ++at;
      if (out.empty() || at >= all.size() || !numeral(out.back()) || !numeral(all[at])) continue;
    }
    if (c == U',' && (out.empty() || out.back() == U',')) continue;
    out += c;
  }
  return out;
}

AddressText read_address_text(const AddressLibrary& library, std::string_view words, bool thorough) {
  AddressText out;
  out.text = fold_address(words);
  Reading(library, out).run(thorough);
  return out;
}

}  // namespace yiwang
