// Relations: what finding and adding cost with many cases in the window, how much memory a case takes, and how often an edited copy is found again.
//   relate_bench [--json] [--cases 100000,1000000] [--characters 300]
// Times are CPU time of the one thread. Texts are made up: words of a Zipf vocabulary over characters of a Zipf alphabet.
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "relate/relater.h"

namespace {

using namespace yiwang;

double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

std::size_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::size_t total = 0, resident = 0;
  in >> total >> resident;
  return resident * 4096;
}

// SplitMix64: cheap and the same everywhere.
struct Dice {
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = state += 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double unit() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
};

class Zipf {
 public:
  Zipf(std::size_t n, double s) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sums_.push_back(sum += 1 / std::pow(static_cast<double>(i) + 2.7, s));
  }
  std::size_t draw(Dice& dice) const {
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), dice.unit() * sums_.back()) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

class Writer {
 public:
  Writer() : characters_(3500, 0.9), words_(60000, 1.0) {
    Dice dice{1};
    for (int i = 0; i < 60000; ++i) {
      const double kind = dice.unit();
      const int length = kind < 0.12 ? 1 : kind < 0.75 ? 2 : kind < 0.9 ? 3 : 4;
      std::u32string word;
      for (int k = 0; k < length; ++k) word += static_cast<char32_t>(0x4e00 + characters_.draw(dice) * 5);
      vocabulary_.push_back(word);
    }
  }
  std::u32string text(std::uint64_t seed, std::size_t characters) const {
    Dice dice{seed * 7919 + 5};
    std::u32string out;
    while (out.size() < characters) out += vocabulary_[words_.draw(dice)];
    return out;
  }
  /// Every twelfth character or so replaced, dropped or doubled.
  std::u32string edited(const std::u32string& text, std::uint64_t seed) const {
    Dice dice{seed + 99};
    std::u32string out;
    for (const auto c : text) {
      if (dice.unit() >= 0.08) out += c;
      else if (dice.below(3) == 0) out += c, out += c;
      else if (dice.below(2) == 0) out += static_cast<char32_t>(0x4e00 + characters_.draw(dice) * 5);
    }
    return out;
  }

 private:
  Zipf characters_, words_;
  std::vector<std::u32string> vocabulary_;
};

struct Made {
  std::string reporter, matter, area, road, estate;
  RelateQuestion question;
};

void make(std::uint64_t number, std::size_t all, Made& made) {
  Dice dice{number * 31 + 3};
  char text[32];
  made.reporter.clear();
  if (dice.unit() < 0.7) made.reporter = "p" + std::to_string(dice.below(all / 3 + 1));
  std::snprintf(text, sizeof text, "%02zu%02zu%02zu", 1 + dice.below(15), 1 + dice.below(6), 1 + dice.below(5));
  made.matter = text;
  std::snprintf(text, sizeof text, "9901%02zu%03zu%03zu%03zu", 1 + dice.below(3), 1 + dice.below(6), 1 + dice.below(7), 1 + dice.below(5));
  made.area = text;
  made.road = dice.unit() < 0.5 ? "R" + std::to_string(dice.below(650)) : "";
  made.estate = dice.unit() < 0.4 ? "E" + std::to_string(dice.below(4000)) : "";
  auto& q = made.question;
  q = {};
  q.at = Instant{std::chrono::seconds{1767225600 + static_cast<long long>(static_cast<double>(number) / static_cast<double>(all) * 80 * 86400)}};
  q.reporter_key = made.reporter;
  q.matter = made.matter;
  q.area = made.area;
  q.road = made.road;
  q.estate = made.estate;
  if (dice.unit() < 0.5) q.point = LonLat{113.4 + dice.unit() * 0.4, 31.1 + dice.unit() * 0.3};
}

struct Line {
  std::size_t cases;
  double fingerprint_us, add_us, find_us, find_p99_us, fresh_find_us, fresh_p99_us, search_us, recall, bytes_a_case, save_ms, load_ms;
};

double percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

Line measure(const Writer& writer, std::size_t cases, std::size_t characters) {
  Line line{};
  line.cases = cases;
  const auto before = resident_bytes();
  Relater relater{RelateOptions{}};
  Made made;
  double printing = 0, adding = 0;
  for (std::size_t i = 0; i < cases; ++i) {
    const auto words = to_utf8(writer.text(i, characters));
    const double t0 = cpu_us();
    const auto print = fingerprint(words);
    const double t1 = cpu_us();
    make(i, cases, made);
    made.question.words = &print;
    const double t2 = cpu_us();
    relater.add(CaseId{i + 1}, made.question);
    const double t3 = cpu_us();
    printing += t1 - t0;
    if (i >= cases / 2) adding += t3 - t2;
  }
  line.fingerprint_us = printing / static_cast<double>(cases);
  line.add_us = adding / static_cast<double>(cases - cases / 2);
  line.bytes_a_case = static_cast<double>(resident_bytes() - before) / static_cast<double>(cases);

  // Edited copies by somebody else, without a place: only the words can find them.
  std::vector<double> finds, fresh;
  std::size_t hit = 0;
  constexpr std::size_t kAsked = 2000;
  Dice dice{4242};
  for (std::size_t i = 0; i < kAsked; ++i) {
    const auto target = dice.below(cases);
    make(target, cases, made);
    const auto print = fingerprint(to_utf8(writer.edited(writer.text(target, characters), i)));
    auto q = made.question;
    q.reporter_key = {};
    q.area = q.road = q.estate = {};
    q.point.reset();
    q.at += std::chrono::hours{1};
    q.words = &print;
    const double t0 = cpu_us();
    const auto found = relater.find(q);
    finds.push_back(cpu_us() - t0);
    hit += std::any_of(found.relations.begin(), found.relations.end(), [&](const Relation& r) { return r.case_id.value == target + 1; });
  }
  // New matters with a place and a reporter: what most reports are.
  for (std::size_t i = 0; i < kAsked; ++i) {
    const auto print = fingerprint(to_utf8(writer.text(cases + 1000 + i, characters)));
    make(dice.below(cases), cases, made);
    made.question.words = &print;
    const double t0 = cpu_us();
    relater.find(made.question);
    fresh.push_back(cpu_us() - t0);
  }
  double searching = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    const auto text = writer.text(dice.below(cases), characters);
    const auto words = to_utf8(text.substr(dice.below(text.size() - 6), 4));
    const double t0 = cpu_us();
    relater.search(words, 20);
    searching += cpu_us() - t0;
  }
  line.search_us = searching / 200;
  double sum = 0;
  for (const auto t : finds) sum += t;
  line.find_us = sum / kAsked;
  line.find_p99_us = percentile(finds, 0.99);
  sum = 0;
  for (const auto t : fresh) sum += t;
  line.fresh_p99_us = percentile(fresh, 0.99);
  line.fresh_find_us = sum / kAsked;
  line.recall = static_cast<double>(hit) / kAsked;
  const double t0 = cpu_us();
  const auto bytes = relater.save();
  const double t1 = cpu_us();
  relater.load(bytes);
  line.save_ms = (t1 - t0) / 1e3;
  line.load_ms = (cpu_us() - t1) / 1e3;
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  std::vector<std::size_t> sizes{100000, 1000000};
  std::size_t characters = 300;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--json") json = true;
    else if (word == "--characters" && i + 1 < argc) characters = std::stoul(argv[++i]);
    else if (word == "--cases" && i + 1 < argc) {
      sizes.clear();
      for (const auto part : split(argv[++i], ',')) sizes.push_back(std::stoul(std::string(part)));
    } else {
      std::fprintf(stderr, "relate_bench [--json] [--cases 100000,1000000] [--characters 300]\n");
      return 2;
    }
  }
  const Writer writer;
  std::string out;
  for (const auto cases : sizes) {
    const auto l = measure(writer, cases, characters);
    char text[512];
    std::snprintf(text, sizeof text,
                  json ? "%s{\"cases\":%zu,\"fingerprint_us\":%.2f,\"add_us\":%.2f,\"find_copy_us\":%.2f,\"find_copy_p99_us\":%.2f,\"find_new_us\":%.2f,\"find_new_p99_us\":%.2f,"
                         "\"search_us\":%.1f,\"recall\":%.4f,\"bytes_a_case\":%.0f,\"save_ms\":%.0f,\"load_ms\":%.0f}"
                       : "%s%zu cases: fingerprint %.2f us, add %.2f us, find a copy %.2f us (p99 %.2f), find for a new matter %.2f us (p99 %.2f), search %.1f us, recall %.4f, "
                         "%.0f bytes a case, save %.0f ms, load %.0f ms\n",
                  json && !out.empty() ? "," : "", l.cases, l.fingerprint_us, l.add_us, l.find_us, l.find_p99_us, l.fresh_find_us, l.fresh_p99_us, l.search_us, l.recall,
                  l.bytes_a_case, l.save_ms, l.load_ms);
    if (json) out += text;
    else std::fputs(text, stdout);
  }
  if (json) std::printf("{\"relate\":[%s]}\n", out.c_str());
  return 0;
}
