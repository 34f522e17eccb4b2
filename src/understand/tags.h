#pragma once
#include <string_view>
#include <vector>

#include "cases/advice.h"
#include "understand/content.h"
#include "understand/lexicon.h"
#include "understand/source_text.h"

namespace yiwang {

/// The seven kinds of tags: words of the lists, and patterns for what no list can hold (a firm's own name, a road with a number). By position; positions
/// are code points of the source. The same thing said twice is tagged at its first place only; at most 40 tags.
std::vector<Tag> find_tags(const Folded& text, const SourceText& source, const std::vector<WordHit>& hits, const Lexicon& lexicon);

/// A piece of folded text.
struct Piece {
  std::size_t from;
  std::size_t to;
};
/// Where names cannot go on: marks, function words, verbs such as 投诉. One flag a character of the text.
std::vector<char> name_breaks(const Folded& text);
/// Firms and shops: a name before a word such as 物业公司, 培训学校. Only the name's own part is taken, without the town before it.
std::vector<Piece> find_subjects(const Folded& text, const std::vector<char>& breaks, const std::vector<WordHit>& hits);
/// 市教育局, 青云区人社局, 城西派出所: a listed office with whose it is before it and the rest of its name behind.
Piece whole_office(const Folded& text, const std::vector<char>& breaks, Piece office);
/// Roads, estates and door numbers by their shape.
std::vector<Piece> find_addresses(const Folded& text, const std::vector<char>& breaks, const std::vector<WordHit>& hits);
/// One name for the spellings of a firm, school or shop: 万科物业服务有限公司A市分公司 and 万科物业公司 are 万科物业. Legal forms, branches and the town before the name
/// go; what the trade is called becomes one word (网咖, 网络会所: 网吧), because 万科物业 and 万科地产 are two firms.
std::u32string canonical_subject(std::u32string_view name);

}  // namespace yiwang
