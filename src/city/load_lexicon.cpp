#include <map>

#include "city/draft.h"

namespace yiwang {

void load_lexicon(CityDraft& draft) {
  CodeBook words;
  for_each_table(draft, "lexicons.csv", {"kind", "word", "?weight", "?canonical"}, true, false, [&](TableReader& table) {
    LexiconWord word{table.needed("kind"), table.needed("word"), table.number("weight", 1, -1000, 1000), table.text("canonical")};
    if (word.kind.empty() || word.word.empty()) return;
    const auto key = word.kind + "\n" + word.word;
    put(draft.city.lexicon, words, key, std::move(word), table);
  });
}

}  // namespace yiwang
