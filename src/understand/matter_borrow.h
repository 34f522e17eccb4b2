#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "understand/labelled_text.h"

namespace yiwang {

/// Which matter of one catalogue stands for one of another, and how alike their words are (cosine, 0 to 1).
struct MatterMatch {
  std::string from, to;                    // codes of 6 digits
  double alike = 0;
};

/// For each matter of `lender` the one of `names` that stands for it: the likest one in the class of the same name, unless what another class calls one of its
/// matters stands in the lender's name (电梯故障 goes where 特种设备管理 is; common synonyms count) and nothing at home does so too. Where no class has the same
/// name: the likest of all, or none. Both hold office texts and perhaps sentences, labelled with codes; the maps say what codes of 2 digits are called.
std::vector<MatterMatch> match_matters(std::span<const LabelledText> names, const std::map<std::string, std::string>& name_of_class,
                                       std::span<const LabelledText> lender, const std::map<std::string, std::string>& lender_classes);

/// A catalogue of names alone knows how an office speaks, not how citizens do: it gets the lender's sentences under its own codes, after its own texts.
std::vector<LabelledText> with_borrowed_sentences(std::vector<LabelledText> names, const std::map<std::string, std::string>& name_of_class,
                                                  std::span<const LabelledText> lender, const std::map<std::string, std::string>& lender_classes);

}  // namespace yiwang
