// The knowledge base: what looking up costs with many articles, what making the index anew costs, and what finding similar settled cases costs.
//   respond_bench CATALOGUE_KNOWLEDGE_FOLDER QUESTIONS.csv [--articles 10000] [--settled 300000]
// Times are CPU time of the one thread. Articles are made up from sentences of those in the folder, so that their words are as common as words are.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/random.h"
#include "base/text.h"
#include "respond/article_file.h"
#include "respond/fit.h"
#include "respond/settled.h"

namespace {

using namespace yiwang;

double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void tell(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) { return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))]; };
  std::printf("%-46s p50 %8.1f us   p99 %8.1f us   max %8.1f us   (%zu)\n", what, at(0.5), at(0.99), times.back(), times.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::size_t articles = 10'000, settled = 300'000;
  for (int i = 3; i + 1 < argc; i += 2) (std::string(argv[i]) == "--articles" ? articles : settled) = std::stoul(argv[i + 1]);
  const std::filesystem::path folder(argv[1]);
  std::vector<FiledArticle> source;
  std::vector<std::string> sentences;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    for (auto& a : read_articles_markdown(text_of(file.path())).articles) {
      for (std::size_t from = 0; from < a.content.answer.size();) {
        const auto to = std::min(a.content.answer.find("。", from), a.content.answer.size());
        sentences.push_back(a.content.answer.substr(from, to - from) + "。");
        from = to + 3;
      }
      source.push_back(std::move(a));
    }
  }
  std::sort(source.begin(), source.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  std::sort(sentences.begin(), sentences.end());
  auto synonyms = std::make_shared<Synonyms>();
  synonyms->add_csv(text_of(folder / "../../base/knowledge/synonyms.csv"));
  Random random(7);
  std::vector<IndexedArticle> list;
  for (std::size_t i = 0; i < articles; ++i) {
    const auto& a = source[i % source.size()].content;
    const auto& b = source[random.below(source.size())].content;
    IndexedArticle made{i + 1, a.title + "（" + b.title + "）", a.title_en, a.questions, b.keywords, {}, {}};
    for (int s = 0; s < 6; ++s) made.answer += sentences[random.below(sentences.size())];
    list.push_back(std::move(made));
  }
  (void)read_question("先备好读音表", *synonyms);
  const double before = cpu_us();
  const KnowledgeIndex index(std::move(list), synonyms);
  std::printf("index over %zu articles made in %.0f ms\n", articles, (cpu_us() - before) / 1000);

  std::ifstream in(argv[2]);
  CsvReader csv(in);
  std::vector<std::string> cells, questions;
  while (csv.next(cells)) questions.push_back(cells.back());
  std::string everything;
  for (const auto& each : questions) everything += each;
  std::string hundred_thousand;
  while (hundred_thousand.size() < 300'000) hundred_thousand += everything;
  std::vector<double> times, long_times, marks;
  for (int round = 0; round < 20; ++round) {
    for (const auto& text : questions) {
      const double start = cpu_us();
      const auto question = read_question(text, *synonyms);
      const auto hits = index.find(question, 20);
      times.push_back(cpu_us() - start);
      if (hits.empty()) continue;
      const double marking = cpu_us();
      for (const auto& hit : hits) (void)excerpt_of(index.article(hit.id)->answer, question);
      marks.push_back(cpu_us() - marking);
    }
    const double start = cpu_us();
    (void)index.find(read_question(hundred_thousand, *synonyms), 20);
    long_times.push_back(cpu_us() - start);
  }
  tell("look up, 20 best", times);
  tell("marks and excerpts of the 20", marks);
  tell("look up 100,000 characters", long_times);

  SettledIndex cases;
  const double filling = cpu_us();
  for (std::size_t i = 1; i <= settled; ++i) {
    SettledFacts facts;
    const auto matter = random.below(500);
    facts.matter = std::to_string(100000 + matter * 101);
    facts.area = "9901" + std::to_string(10000000 + random.below(4000));
    facts.usefulness = random.unit();
    facts.answered = true;
    cases.put(i, std::move(facts), sketch_of(sentences[random.below(sentences.size())] + sentences[random.below(sentences.size())]));
  }
  std::printf("%zu settled cases put in: %.1f us each\n", settled, (cpu_us() - filling) / static_cast<double>(settled));
  std::vector<double> similar;
  for (int i = 0; i < 300; ++i) {
    SettledFacts facts;
    facts.matter = std::to_string(100000 + random.below(500) * 101);
    const double start = cpu_us();
    (void)cases.find(0, facts, sketch_of(questions[random.below(questions.size())]), 5, [](const SettledMatch&, const SettledFacts&) { return true; });
    similar.push_back(cpu_us() - start);
  }
  tell("similar settled cases", similar);
  return 0;
}
