#include "understand/call/call_text.h"

#include <algorithm>

#include "base/text.h"

namespace yiwang {
namespace {

bool is_break(char32_t c) {
  return c == U' ' || c == U'\n' || c == U'\t' || c == U',' || c == U'.' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'、' || c == U'。' || c == U'…' || c == U'~' || c == U'"' || c == U'\'' ||
         c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'《' || c == U'》' || c == U'(' || c == U')' || c == U'【' || c == U'】' || c == U'—' || c == U'·' || c == U'/';
}

// Sounds that carry nothing wherever they stand.
bool is_sound(char32_t c) { return c == U'呃' || c == U'嗯' || c == U'唔' || c == U'欸' || c == U'诶' || c == U'啊' || c == U'哎' || c == U'噢' || c == U'喔' || c == U'嘞' || c == U'嘛' || c == U'呗'; }

// Said twice while the next word is looked for.
bool is_stuttered(char32_t c) { return c == U'我' || c == U'你' || c == U'他' || c == U'她' || c == U'它' || c == U'就' || c == U'那' || c == U'这' || c == U'在' || c == U'的' || c == U'是'; }

struct Draft {
  std::u32string text;
  std::vector<std::uint32_t> at;
  void drop(std::size_t from, std::size_t count) {
    text.erase(from, count);
    at.erase(at.begin() + static_cast<std::ptrdiff_t>(from), at.begin() + static_cast<std::ptrdiff_t>(from + count));
  }
};

// Words that fill time, dropped where nothing after them needs them.
void drop_fillers(Draft& d) {
  static const Pattern words("(那个|那什么|就是说|怎么说呢|怎么讲呢|怎么说|怎么讲|你知道吧|你知道吗|你晓得吧|这个这个|我跟你讲|我跟你说|我给你说|我和你说|哎呀|哎哟|喂喂|喂)");
  static const Pattern kept_after("(月|周|星期|礼拜|时候|电话|号|手机|季度|年|点)");
  for (std::size_t from = 0;;) {
    const auto hit = words.find(d.text, from);
    if (!hit) break;
    const auto& span = (*hit)[0];
    if (hit->text(d.text) == U"那个" && kept_after.at(d.text, span.to)) {
      from = span.to;
      continue;
    }
    d.drop(span.from, span.size());
    from = span.from;
  }
}

}  // namespace

SaidAt CallText::said(std::size_t from, std::size_t to) const {
  if (from >= to || to > at.size()) return {line, 0, 0};
  return {line, at[from], at[to - 1] + 1};
}

CallText make_call_text(const CallLine& line, std::uint32_t number) {
  CallText out;
  out.speaker = line.speaker;
  out.line = number;
  fold(line.text, out.folded);
  if (out.folded.text.size() > kMostRead) {
    out.folded.text.resize(kMostRead);
    out.folded.origin.resize(kMostRead);
  }
  const auto& source = out.folded.text;
  out.asks = source.find(U'?') != std::u32string::npos;
  Draft d;
  for (std::size_t i = 0; i < source.size(); ++i) {
    char32_t c = source[i];
    const bool inside_number = c == U'.' && i > 0 && i + 1 < source.size() && is_digit(source[i - 1]) && is_digit(source[i + 1]);
    // Hours and minutes keep their mark: 9:30.
    const bool clock = c == U':' && i > 0 && i + 2 < source.size() && is_digit(source[i - 1]) && is_digit(source[i + 1]) && is_digit(source[i + 2]);
    if (is_break(c) && !inside_number && !clock) c = U' ';
    if (is_sound(c)) continue;
    if (c == U' ' && (d.text.empty() || d.text.back() == U' ')) continue;
    if (is_stuttered(c) && !d.text.empty() && d.text.back() == c && !(c == U'是' && i + 1 < source.size() && source[i + 1] == U'非')) continue;
    d.text += c;
    d.at.push_back(out.folded.origin[i]);
  }
  drop_fillers(d);
  for (std::size_t i = 0; i + 1 < d.text.size();) {
    if (d.text[i] == U' ' && d.text[i + 1] == U' ') d.drop(i, 1);
    else ++i;
  }
  if (!d.text.empty() && d.text.front() == U' ') d.drop(0, 1);
  if (!d.text.empty() && d.text.back() == U' ') d.drop(d.text.size() - 1, 1);
  out.text = std::move(d.text);
  out.at = std::move(d.at);
  return out;
}

Reply reply_of(const CallText& line) {
  // What people say before they say it: 哦不用, 那就不用了, 这个不要.
  static const Pattern lead("^(?: |哦|噢|唉|哎|呀|那就|那倒|那|就|这个|这|倒|也|都|我|咱|其实|暂时|应该|当然是?)*");
  static const Pattern no(
      "^(?:不对|不是|不用|不要|不必|不需要|不行|不可以|不会|不了|没有|没|不|别|错了|哪有|算了|免了|没必要|无所谓|用不着|甭|要不算了|no|否)");
  // They begin like a no or a yes and are none.
  static const Pattern neither("^(?:不好意思|没关系|不客气|不急|好像|好几|好多|好久|对不起|有没有|能不能|可能|要不|要是|行业|有时|有的时候|有人|有个|有一|得等|成天)");
  static const Pattern yes_after_all("^(?:没错|没问题|不错)");
  static const Pattern yes(
      "^(?:对|是|要|可以|好|行|需要|嗯|恩|诶|欸|正是|当然|必须|肯定|麻烦|有|成|中|得|能|可|ok|yes|最好|希望|方便|确定|同意|愿意|请|务必|一定|想)");
  static const Pattern sounds("^[ 嗯啊哦噢哎诶欸唔恩]+$");
  static const Pattern first_sound("^[ ]*[嗯恩]");
  const std::u32string_view whole = line.text;
  const auto skip = lead.find(whole);
  const auto text = skip ? whole.substr((*skip)[0].to) : whole;
  if (yes_after_all.in(text)) return Reply::yes;
  if (neither.in(text)) return no.in(text) || !first_sound.in(line.folded.text) ? Reply::none : Reply::yes;
  if (no.in(text)) return Reply::no;
  if (yes.in(text)) return Reply::yes;
  // 嗯 was dropped as a sound; alone or before something it is a yes.
  if (sounds.in(line.folded.text) || first_sound.in(line.folded.text)) return Reply::yes;
  return text.empty() && !whole.empty() ? Reply::yes : Reply::none;
}

const Pattern::Macros& call_grammar() {
  static const Pattern::Macros macros = {
      {"cn", "[零〇一二三四五六七八九十百千万两]"},
      {"n", "(?:[0-9]+|[零〇一二两三四五六七八九十百]+)"},
      {"d", "[0-9零〇一二两三四五六七八九幺洞拐勾]"},
      {"han", "[一-龥]"},
      {"end", "(?: |$)"},
      {"week", "(?:周|星期|礼拜)"},
      {"day", "[一二三四五六日天1-7]"},
      {"period", "(?:凌晨|清晨|清早|一大早|大清早|早上|早晨|早间|上午|中午|正午|午后|下午|傍晚|晚上|夜里|夜间|半夜|深夜|晚间|夜晚|午夜|大半夜|三更半夜)"},
  };
  return macros;
}

Pattern grammar(std::string_view source) { return Pattern(source, &call_grammar()); }

std::vector<Clause> clauses_of(const CallText& line) {
  std::vector<Clause> out;
  for (std::size_t from = 0; from < line.text.size();) {
    const auto to = std::min(line.text.find(U' ', from), line.text.size());
    if (to > from) out.push_back({from, to});
    from = to + 1;
  }
  return out;
}

}  // namespace yiwang
