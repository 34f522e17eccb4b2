#pragma once
#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "understand/labelled_text.h"

namespace yiwang {

/// Rows of a file as texts, or what is wrong with it, said so that the sender can mend it.
struct MatterRows {
  std::vector<LabelledText> texts;
  std::size_t without_label = 0;           // rows passed over
  std::string fault;                       // empty when all is well
};

/// CSV with a header. `columns` names id,text,label; `text` may join several with `+` (title+text). Empty: found out from the header, in English or Chinese
/// (title, text, label; 留言主题, 留言详情, 一级标签), the title used when there is one. Rows without a label are passed over, unless `labels_wanted` is false:
/// then no label column is needed and all rows come unlabelled.
MatterRows read_matter_rows(std::istream& in, std::string_view columns = {}, bool labels_wanted = true);

/// A catalogue that is only a table of names, level1,level2,level3: one text of an office for each row, labelled with a code of 2, 4 and 6 digits in the order of
/// the file; `name_of_class` gets what each code of 2 digits is called.
MatterRows read_matter_names(std::istream& in, std::map<std::string, std::string>& name_of_class);

/// A catalogue's matters.csv and examples.csv: office texts and sentences labelled with codes of 6 digits.
MatterRows read_matter_catalogue(std::istream& matters, std::istream& examples, std::map<std::string, std::string>& name_of_class);

}  // namespace yiwang
