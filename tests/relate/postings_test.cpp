#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "relate/postings.h"

namespace yiwang {
namespace {

std::vector<std::uint32_t> newest_first(const Postings& postings, std::uint32_t key) {
  std::vector<std::uint32_t> out;
  for (auto walk = postings.newest_first(key); walk.more(); walk.next()) out.push_back(walk.serial());
  return out;
}

using Model = std::map<std::uint32_t, std::vector<std::uint32_t>>;

void check_same(const Postings& postings, const Model& model, std::uint32_t oldest) {
  for (const auto& [key, serials] : model) {
    std::vector<std::uint32_t> wanted;
    for (auto it = serials.rbegin(); it != serials.rend(); ++it) {
      if (*it >= oldest) wanted.push_back(*it);
    }
    auto got = newest_first(postings, key);
    std::erase_if(got, [&](std::uint32_t serial) { return serial < oldest; });
    RC_ASSERT(got == wanted);
  }
}

RC_GTEST_PROP(Postings, hold_what_was_appended_through_growth_trimming_and_snapshots, ()) {
  Postings postings;
  Model model;
  std::uint32_t serial = *rc::gen::inRange(0u, 1000u);
  std::uint32_t oldest = 0;
  const auto rounds = *rc::gen::inRange(1, 300);
  for (int round = 0; round < rounds; ++round) {
    const auto keys = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::element<std::uint32_t>(0, 1, 2, 3, 5, 1024, 2048, 0xffffffff, 77, 78, 79, 80));
    serial += *rc::gen::element(0u, 1u, 1u, 2u, 127u, 128u, 20000u, 3000000u);
    postings.append(keys, serial);
    for (const auto key : keys) {
      auto& serials = model[key];
      if (serials.empty() || serials.back() != serial) serials.push_back(serial);
    }
    if (*rc::gen::inRange(0, 20) == 0) {
      oldest = std::max(oldest, serial - std::min(serial, *rc::gen::element(0u, 10u, 100u, 100000u)));
      postings.trim(oldest, *rc::gen::element<std::size_t>(16, 100000));
    }
  }
  check_same(postings, model, oldest);
  postings.trim(oldest, 1 << 20);
  check_same(postings, model, oldest);
  for (const auto& [key, serials] : model) {
    const auto kept = static_cast<std::uint32_t>(std::count_if(serials.begin(), serials.end(), [&](std::uint32_t s) { return s >= oldest; }));
    RC_ASSERT(postings.count(key) == kept);
  }
  std::string bytes;
  postings.save(bytes);
  Postings again;
  std::string_view in = bytes;
  RC_ASSERT(again.load(in));
  RC_ASSERT(in.empty());
  check_same(again, model, oldest);
}

TEST(Postings, many_keys_and_one_long_list_are_kept) {
  Postings postings;
  std::vector<std::uint32_t> keys;
  for (std::uint32_t serial = 0; serial < 60000; ++serial) {
    keys = {7u, 1000u + serial, 500000u + serial / 3};
    postings.append(keys, serial);
  }
  EXPECT_EQ(postings.count(7), 60000u);
  EXPECT_EQ(newest_first(postings, 7).size(), 60000u);
  EXPECT_EQ(newest_first(postings, 7).back(), 0u);
  EXPECT_EQ(newest_first(postings, 1000 + 4321), std::vector<std::uint32_t>{4321});
  EXPECT_EQ(newest_first(postings, 500000 + 100), (std::vector<std::uint32_t>{302, 301, 300}));
  EXPECT_EQ(postings.count(9), 0u);
  const auto before = postings.keys();
  postings.trim(59990, postings.slots());
  EXPECT_LT(postings.keys(), before / 100);
  EXPECT_EQ(newest_first(postings, 7).size(), 10u);
}

TEST(Postings, a_snapshot_cut_short_is_refused) {
  Postings postings;
  const std::vector<std::uint32_t> keys{1, 2, 3};
  for (std::uint32_t serial = 1; serial < 50; ++serial) postings.append(keys, serial * 1000);
  std::string bytes;
  postings.save(bytes);
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{24}, bytes.size() / 2, bytes.size() - 1}) {
    Postings again;
    std::string_view in = std::string_view(bytes).substr(0, size);
    EXPECT_FALSE(again.load(in)) << size;
    EXPECT_EQ(again.keys(), 0u);
  }
}

}  // namespace
}  // namespace yiwang
