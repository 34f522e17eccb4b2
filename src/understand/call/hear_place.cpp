#include <algorithm>
#include <map>

#include "base/text.h"
#include "understand/call/digits.h"
#include "understand/call/hearing.h"
#include "understand/call/place_parts.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostPlace = 40;

/// A part with where it was said.
struct Said {
  std::u32string text;
  SaidAt at;
};

/// One place as far as it was put together from what several lines say.
struct Site {
  std::map<PlacePart, std::vector<Said>> parts;
  double score = 0;
  std::size_t last_line = 0;
  bool home = false, told = false;         // told: by the citizen, or by the seat and agreed to

  bool has(PlacePart part) const { return parts.count(part) != 0; }
};

bool same(std::u32string_view a, std::u32string_view b) { return a.ends_with(b) || b.ends_with(a) || a.starts_with(b) || b.starts_with(a); }

double weight_of(PlacePart part) {
  switch (part) {
    case PlacePart::area: return 0.6;
    case PlacePart::road: return 1.2;
    case PlacePart::number: return 1.2;
    case PlacePart::site: return 1.6;
    case PlacePart::building: return 1.0;
    default: return 0.4;
  }
}

/// Pieces of one line that hang together.
struct Mention {
  std::size_t line;
  std::vector<PlacePiece> pieces;
};

class PlaceListener {
 public:
  PlaceListener(const Talk& talk, const Lexicon& lexicon) : talk_(talk), lexicon_(lexicon) {}

  Heard listen() {
    for (std::size_t i = 0; i < talk_.lines.size(); ++i) line(i);
    Site* best = nullptr;
    for (auto& site : sites_) {
      if (!site.told || site.score < 1) continue;
      if (best == nullptr || site.score - (site.home ? 1 : 0) > best->score - (best->home ? 1 : 0)) best = &site;
    }
    if (best == nullptr) return std::nullopt;
    return put_together(*best);
  }

 private:
  std::vector<KnownPlace> known_in(const CallText& line) const {
    std::vector<WordHit> hits;
    Folded folded;
    folded.text = line.text;
    lexicon_.find(folded, hits);
    std::vector<KnownPlace> out;
    for (const auto& hit : longest_of(hits, WordKind::place)) {
      if (hit.to - hit.from >= 2) out.push_back({hit.from, hit.to});
    }
    return out;
  }

  void line(std::size_t i) {
    const auto& said = talk_.lines[i];
    // Times of day stand beside places and must not be read as part of them.
    std::u32string text = said.text;
    static const Pattern times = grammar("(?:(?:大前天|前天|昨天|今天|明天|昨晚|今早|今晚)(?:<period>)?|<period>|[0-9一二三四五六七八九十两]+点(?:钟|半|多|[0-9一二三四五六七八九十]+分?)?|[0-9一二三四五六七八九十]+月[0-9一二三四五六七八九十]+[号日]|<week><day>)");
    for (const auto& hit : times.all(text)) {
      for (auto k = hit[0].from; k < hit[0].to; ++k) text[k] = U' ';
    }
    const auto pieces = find_place_pieces(text, known_in(said));
    std::vector<Mention> mentions;
    for (const auto& piece : pieces) {
      const bool joins = !mentions.empty() && near(text, mentions.back().pieces.back().to, piece.from);
      if (joins) mentions.back().pieces.push_back(piece);
      else mentions.push_back({i, {piece}});
    }
    // 哪个小区 - 书香门第: a bare answer is a name whatever its ending.
    if (mentions.empty() || mentions.front().pieces.front().part != PlacePart::site) bare_answer(i);
    for (const auto& mention : mentions) take(mention);
  }

  void bare_answer(std::size_t i) {
    if (i == 0 || !talk_.by_seat(i - 1) || talk_.by_seat(i)) return;
    static const Pattern which("(?:哪个|什么|哪一个)(?:小区|楼盘|社区|商场|市场|公园|广场|大厦|学校|医院|工地)|小区(?:名|叫)|(?:小区|楼盘)$|小区名称");
    if (!which.in(talk_.lines[i - 1].text)) return;
    const auto clauses = clauses_of(talk_.lines[i]);
    if (clauses.empty()) return;
    static const Pattern bare("^(?:就是|就|是|叫|在|我住|住|我们是|我是|我们住)*([一-龥a-z]{3,8}?)(?:的|这边|这里)?$");
    static const Pattern sentence("[我你他她的了是不没有就也都还说叫啊呢吗这那去来]|什么|知道|投诉|小区|[0-9]|旁|边");
    // 观澜 观澜湖畔: begun once more, the whole name counts.
    std::size_t at = 0;
    if (clauses.size() > 1) {
      const auto begun = talk_.lines[i].piece(clauses[0].from, clauses[0].to);
      if (begun.size() >= 2 && talk_.lines[i].piece(clauses[1].from, clauses[1].to).starts_with(begun)) at = 1;
    }
    const auto words = talk_.lines[i].piece(clauses[at].from, clauses[at].to);
    const auto hit = bare.find(words);
    if (!hit || sentence.in(hit->text(words, 1))) return;
    Mention mention{i, {{PlacePart::site, clauses[at].from + (*hit)[1].from, clauses[at].from + (*hit)[1].to, false}}};
    take(mention);
  }

  /// Nothing between two pieces but small words.
  static bool near(std::u32string_view text, std::size_t from, std::size_t to) {
    static const Pattern small("^(?: |的|在|那|是|就是|和|跟|与|同|及|到|住|对|不对|不是|错了|应该|好像|叫|靠|右边|左边|这边|那边|一个|里面?|里头|往[东西南北]走?|上){0,5}$");
    return to >= from && to - from <= 9 && small.in(text.substr(from, to - from));
  }

  void take(const Mention& mention) {
    const auto i = mention.line;
    const auto& said = talk_.lines[i];
    const std::u32string_view text = said.text;
    const auto before = text.substr(0, mention.pieces.front().from);
    const bool seat = talk_.by_seat(i);
    const bool strong = std::any_of(mention.pieces.begin(), mention.pieces.end(), [](const PlacePiece& p) { return p.part == PlacePart::site || p.part == PlacePart::road || p.part == PlacePart::area; });
    const bool asked = talk_.answers(i, kAskWhere);
    if (seat) {
      if (talk_.denied(i)) {
        denied_ = true;
        return;
      }
      // Where the seat tells the way to an office is not where it happened.
      static const Pattern advice("(?:可以到|您可以|请到|携带|带上|办理|前往|就近|咨询|拨打)");
      if (advice.in(text)) return;
    }
    static const Pattern elsewhere("(?:不是|没去|别的|听说|老家|以前住|原来住|户口在|户籍|儿子在|女儿在|老公在|老婆在|另一家|其他|上次去|去过|转到|转给|跟|找过|去了|去)$");
    if (!seat && elsewhere.in(before) && !mention.pieces.front().corrected) {
      static const Pattern denies("不是$");
      if (!denies.in(before)) return;
      return;
    }
    static const Pattern home("(?:我住|我家|我们家|我是住|家住|本人住|我自己住)[^ ]{0,3}$");
    auto* site = find_site(mention, strong);
    if (site == nullptr) {
      if (!strong) return;
      sites_.emplace_back();
      site = &sites_.back();
    }
    double score = 0;
    for (std::size_t k = 0; k < mention.pieces.size(); ++k) {
      const auto& piece = mention.pieces[k];
      std::u32string word(text.substr(piece.from, piece.to - piece.from));
      if (piece.part == PlacePart::side && word.starts_with(U"的")) word.erase(0, 1);
      put(*site, piece, word, said.said(piece.from, piece.to), seat, asked, mention);
      score += weight_of(piece.part);
    }
    if (asked) score += 1.5;
    if (seat) score += talk_.reply_to(i) == Reply::yes ? 1.0 : 0.3;
    static const Pattern about("(?:反映|投诉|举报|咨询|问题|就是|这个|在)$");
    if (!seat && about.in(before)) score += 0.3;
    site->score += score;
    site->last_line = i;
    site->told = site->told || !seat || talk_.reply_to(i) != Reply::no;
    if (!seat && home.in(before) && !asked) site->home = true;
    denied_ = false;
  }

  /// The place a mention goes on with: the last one, unless it names another road or another estate.
  Site* find_site(const Mention& mention, bool strong) {
    if (sites_.empty()) return nullptr;
    const auto& said = talk_.lines[mention.line];
    const bool corrected = std::any_of(mention.pieces.begin(), mention.pieces.end(), [](const PlacePiece& p) { return p.corrected; }) || denied_;
    const auto clash = [&](const Site& site) {
      for (const auto part : {PlacePart::road, PlacePart::site}) {
        for (const auto& piece : mention.pieces) {
          if (piece.part != part) continue;
          const auto found = site.parts.find(part);
          if (found == site.parts.end()) continue;
          const auto word = said.piece(piece.from, piece.to);
          const bool known = std::any_of(found->second.begin(), found->second.end(), [&](const Said& other) { return same(other.text, word) || same(with_arabic(other.text), with_arabic(word)); });
          if (!known) return true;
        }
      }
      return false;
    };
    for (auto it = sites_.rbegin(); it != sites_.rend(); ++it) {
      if (!clash(*it)) {
        if (!strong && mention.line - it->last_line > 6) return nullptr;
        // Far apart in the talk, with nothing in common: another place, unless it was asked for.
        const bool common = std::any_of(mention.pieces.begin(), mention.pieces.end(), [&](const PlacePiece& p) {
          const auto found = it->parts.find(p.part);
          return found != it->parts.end() && std::any_of(found->second.begin(), found->second.end(), [&](const Said& o) { return same(o.text, said.piece(p.from, p.to)); });
        });
        if (strong && !common && mention.line - it->last_line > 4 && !talk_.answers(mention.line, kAskWhere)) continue;
        return &*it;
      }
    }
    if (corrected || (!strong && !sites_.empty())) return &sites_.back();
    return nullptr;
  }

  void put(Site& site, const PlacePiece& piece, const std::u32string& word, SaidAt at, bool seat, bool asked, const Mention& mention) const {
    auto& here = site.parts[piece.part];
    for (auto& other : here) {
      if (same(with_arabic(other.text), with_arabic(word))) {
        // The longer form says more; what the seat repeats confirms it.
        if (word.size() > other.text.size() && !(piece.part == PlacePart::number || piece.part == PlacePart::building)) other = {word, at};
        else if ((piece.part == PlacePart::number || piece.part == PlacePart::building) && with_arabic(other.text) != with_arabic(word)) other = {word, at};
        return;
      }
    }
    const bool crossing = piece.part == PlacePart::road && !piece.corrected && here.size() == 1 && here[0].at.line == at.line;
    const bool several = piece.part == PlacePart::area || crossing || (piece.part == PlacePart::site && !piece.corrected && !here.empty() && here.size() < 2 && here.back().at.line == at.line);
    if (!here.empty() && (piece.corrected || denied_)) {
      auto& fresh = site.parts[piece.part];
      if (piece.part == PlacePart::area) fresh.push_back({word, at});
      else fresh = {{word, at}};
      return;
    }
    if (here.empty() || several) {
      if (here.size() < 4) here.push_back({word, at});
      return;
    }
    // Another building or room in the same place: what was asked for, or what the seat was agreed to, counts.
    if (seat || asked || mention.pieces.size() > 1) here = {{word, at}};
  }

  static Heard put_together(const Site& site) {
    std::u32string text;
    std::vector<SaidAt> said;
    const auto add = [&](PlacePart part) {
      const auto found = site.parts.find(part);
      if (found == site.parts.end()) return;
      for (std::size_t k = 0; k < found->second.size(); ++k) {
        const auto& one = found->second[k];
        if (part == PlacePart::road && k > 0) text += U"与";
        // 二期 is part of 滨江锦苑二期 already.
        if (text.size() + one.text.size() > kMostPlace) continue;
        if (part != PlacePart::road && text.find(one.text) != std::u32string::npos && one.text.size() > 1) continue;
        text += one.text;
        said.push_back(one.at);
      }
    };
    for (const auto part : {PlacePart::area, PlacePart::road, PlacePart::number, PlacePart::site, PlacePart::phase, PlacePart::building, PlacePart::unit, PlacePart::floor, PlacePart::room, PlacePart::side}) add(part);
    const bool only_area = site.parts.size() == 1 && site.has(PlacePart::area);
    // 滨江壹号 writes its number so.
    constexpr char32_t kKept = 0xe001;
    std::replace(text.begin(), text.end(), U'壹', kKept);
    auto value = with_arabic(text);
    std::replace(value.begin(), value.end(), kKept, U'壹');
    std::erase(value, U' ');
    // A bare district is where somebody lives more often than where it happened.
    if (value.size() < 2 || only_area) return std::nullopt;
    std::sort(said.begin(), said.end(), [](const SaidAt& a, const SaidAt& b) { return std::pair(a.line, a.start) < std::pair(b.line, b.start); });
    const double confidence = std::min(0.97, 0.72 + 0.04 * site.score);
    return FilledField{to_utf8(value), confidence, std::move(said)};
  }

  const Talk& talk_;
  const Lexicon& lexicon_;
  std::vector<Site> sites_;
  bool denied_ = false;
};

}  // namespace

Heard hear_place(const Talk& talk, const Lexicon& lexicon) { return PlaceListener(talk, lexicon).listen(); }

}  // namespace yiwang
