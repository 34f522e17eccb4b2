#include "relate/groups/bytes.h"
#include "relate/groups/finder.h"

namespace yiwang {
namespace {

constexpr std::string_view kMagic = "YWGRP001";

}  // namespace

std::string Outbreaks::save() const {
  const auto& p = *parts_;
  std::string out(kMagic);
  p.usual.save(out);
  p.words.save(out);
  put(out, p.first);
  put(out, p.now);
  // Rows are given out anew on the way back; no answer depends on their numbers.
  std::vector<std::uint32_t> row(p.groups.size());
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < p.groups.size(); ++i) {
    if (p.groups[i]) row[i] = count++;
  }
  put(out, count);
  for (const auto& group : p.groups) {
    if (group) group->save(out);
  }
  put(out, static_cast<std::uint32_t>(p.row_of.size()));
  for (const auto r : p.row_of) put(out, row[r]);
  return out;
}

bool Outbreaks::Parts::read(std::string_view in) {
  std::uint32_t count = 0, reports = 0;
  if (!usual.load(in) || !words.load(in) || !get(in, first) || !get(in, now) || !get(in, count)) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto group = std::make_unique<Group>();
    if (!group->load(in)) return false;
    if (group->raised()) row_by_id[group->id] = i;
    groups.push_back(std::move(group));
  }
  tally.resize(count);
  if (!get(in, reports)) return false;
  for (std::uint32_t i = 0, r = 0; i < reports; ++i) {
    if (!get(in, r) || r >= count) return false;
    row_of.push_back(r);
  }
  return in.empty();
}

bool Outbreaks::load(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return false;
  auto read = std::make_unique<Parts>();
  read->options = parts_->options;
  if (!read->read(bytes.substr(kMagic.size()))) return false;
  parts_ = std::move(read);
  return true;
}

}  // namespace yiwang
