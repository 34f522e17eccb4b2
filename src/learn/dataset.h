#pragma once
#include <boost/describe.hpp>
#include <functional>

#include "city/city.h"
#include "learn/sides.h"
#include "service/ports.h"
#include "understand/labelled_text.h"

namespace yiwang {

/// One case in a data set: where its words stand in the ledger, what is held to be its matter, and who says so. `source`: corrected, confirmed (a person at a desk),
/// labelled (the labelling desk), settled (nobody objected).
struct DatasetItem {
  std::uint64_t case_id = 0, told_seq = 0;
  std::string label, source;
  int side = 1;
};
BOOST_DESCRIBE_STRUCT(DatasetItem, (), (case_id, told_seq, label, source, side))

struct Dataset {
  DatasetRow row;
  std::vector<DatasetItem> items;
};

struct DatasetWish {
  std::string by, note;
  Instant now;
  std::size_t most_decided = 15'000, most_settled = 5'000;   // the newest
};

/// Gathers what people decided and the labelling desk judged, and what was settled without objection; gives sides; keeps it. Words are looked at but not kept: a data set
/// names ledger rows. Rehearsed cases are used only as long as there is no real one. `stop` is asked now and then.
Dataset make_dataset(Store& store, const City& city, const DatasetWish& wish, const std::function<bool(double)>& go_on = {});
/// Nothing when its rows are no longer kept.
std::optional<Dataset> load_dataset(Store& store, std::uint64_t number);

/// The words to learn from, scrubbed, with labels the city still has; in the order of case ids.
std::vector<LabelledText> texts_to_learn(Store& store, const City& city, const Dataset& set);
/// The words held out to judge by: only those whose matter a person decided. A settled case carries the answer of the model that was in use, so judging by it would favour that one.
std::vector<LabelledText> texts_to_judge(Store& store, const City& city, const Dataset& set, std::vector<DatasetItem>* items = nullptr);

/// What a data set made now would be made of, in one number: to know whether there is anything new without reading words.
std::uint64_t state_of_knowledge(Store& store);

}  // namespace yiwang
