#include "apps/made_texts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace yiwang {
namespace {

constexpr std::size_t kAlphabet = 3500, kVocabulary = 60000;
constexpr double kEdited = 0.08;

char32_t sign(std::size_t rank) { return static_cast<char32_t>(0x4e00 + rank * 5); }

}  // namespace

MadeTexts::Zipf::Zipf(std::size_t n, double s) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sums_.push_back(sum += 1 / std::pow(static_cast<double>(i) + 2.7, s));
}

std::size_t MadeTexts::Zipf::draw(Random& dice) const {
  return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), dice.unit() * sums_.back()) - sums_.begin());
}

MadeTexts::MadeTexts(std::uint64_t seed) : seed_(seed), characters_(kAlphabet, 0.9), words_(kVocabulary, 1.0) {
  Random dice(seed);
  for (std::size_t i = 0; i < kVocabulary; ++i) {
    const double kind = dice.unit();
    const int length = kind < 0.12 ? 1 : kind < 0.75 ? 2 : kind < 0.9 ? 3 : 4;
    std::u32string word;
    for (int k = 0; k < length; ++k) word += sign(characters_.draw(dice));
    vocabulary_.push_back(word);
  }
}

std::u32string MadeTexts::text(std::uint64_t number, std::size_t characters) const {
  Random dice(seed_ * 0x9e3779b97f4a7c15u + number * 7919 + 5);
  std::u32string out;
  while (out.size() < characters) out += vocabulary_[words_.draw(dice)];
  return out;
}

std::u32string MadeTexts::edited(const std::u32string& text, std::uint64_t number) const {
  Random dice(seed_ + number + 99);
  std::u32string out;
  for (const auto c : text) {
    if (!dice.chance(kEdited)) out += c;
    else if (dice.below(3) == 0) out += c, out += c;
    else if (dice.below(2) == 0) out += sign(characters_.draw(dice));
  }
  return out;
}

void MadeQuestion::make(std::uint64_t number, std::size_t all) {
  Random dice(number * 31 + 3);
  char text[32];
  const auto name = [&](std::string& out, double share, char kind, std::uint64_t most) {
    out.clear();
    if (!dice.chance(share)) return;
    out.push_back(kind);
    out.append(std::to_string(dice.below(most)));
  };
  name(reporter, 0.7, 'p', all / 3 + 1);
  const auto two = [&](std::uint64_t most) { return static_cast<unsigned>(1 + dice.below(most)); };
  const auto a = two(15), b = two(6), c = two(5);
  std::snprintf(text, sizeof text, "%02u%02u%02u", a, b, c);
  matter = text;
  const auto district = two(3), street = two(6), community = two(7), grid = two(5);
  std::snprintf(text, sizeof text, "9901%02u%03u%03u%03u", district, street, community, grid);
  area = text;
  name(road, 0.5, 'R', 650);
  name(estate, 0.4, 'E', 4000);
  question = {};
  question.at = Instant{std::chrono::seconds{1767225600 + static_cast<long long>(static_cast<double>(number) / static_cast<double>(all) * 80 * 86400)}};
  question.reporter_key = reporter;
  question.matter = matter;
  question.area = area;
  question.road = road;
  question.estate = estate;
  if (dice.chance(0.5)) {
    const double lon = 113.4 + dice.unit() * 0.4;
    question.point = LonLat{lon, 31.1 + dice.unit() * 0.3};
  }
}

}  // namespace yiwang
