#include "apps/learn_year.h"

#include <cmath>
#include <fstream>
#include <mutex>
#include <set>

#include "apps/city_copy.h"
#include "apps/house.h"
#include "base/text.h"
#include "learn/evaluation.h"
#include "rehearse/staff.h"

namespace yiwang {
namespace fs = std::filesystem;
namespace {

constexpr int kStepMinutes = 30, kStepsADay = 24 * 60 / kStepMinutes, kMonth = 30;

/// Leaves so many of a city's example sentences: which ones follows from the sentence. The first of each matter stays.
void forget_sentences(const fs::path& folder, double known, std::uint64_t seed) {
  std::set<std::string> met;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "examples.csv") continue;
    std::ifstream in(entry.path());
    std::string line, kept;
    bool head = true;
    while (std::getline(in, line)) {
      const auto matter = line.substr(0, line.find(','));
      const bool stays = head || met.insert(matter).second || static_cast<double>(stable_hash(line, seed) % 1000) < known * 1000;
      if (stays) kept += line + "\n";
      head = false;
    }
    in.close();
    std::ofstream(entry.path()) << kept;
  }
}

struct Tally {
  const ReportMaker& maker;
  std::map<std::string, std::vector<std::string>> sentences;   // of each matter, as the maker speaks them
  std::shared_ptr<const MatterModel> first;
  double threshold;
  std::mutex mutex;
  std::set<std::string> told;
  LearnMonth month;

  Tally(const City& city, const ReportMaker& the_maker, std::shared_ptr<const MatterModel> the_first) : maker(the_maker), first(std::move(the_first)), threshold(city.settings.matter_threshold) {
    for (const auto& example : city.examples) {
      auto text = example.text;
      for (const std::string_view stop : {"。", "！", "？"}) {
        if (text.ends_with(stop)) text.resize(text.size() - stop.size());
      }
      sentences[example.matter].push_back(std::move(text));
    }
  }

  bool is_fresh(const std::string& matter, const std::string& text) {
    for (const auto& sentence : sentences[matter]) {
      if (text.find(sentence) != std::string::npos) return told.insert(sentence).second;
    }
    return false;
  }

  void operator()(const Change& change) {
    const auto& c = *change.after;
    const std::lock_guard lock(mutex);
    for (const auto kind : change.events) {
      month.corrected += kind == EventKind::matter_corrected ? 1 : 0;
      month.returned += kind == EventKind::case_returned ? 1 : 0;
    }
    if (change.before) return;
    const auto* truth = maker.truth(c.first().external_id);
    if (truth == nullptr) return;
    const auto& said = c.understanding.matters;
    const auto without = first->guess(c.first().text, false).matters;
    const bool right = !said.empty() && said[0].matter == truth->matter, right_without = !without.empty() && without[0].matter == truth->matter;
    ++month.cases;
    month.right += right ? 1 : 0;
    month.right_without += right_without ? 1 : 0;
    month.sure += !said.empty() && said[0].confidence >= threshold ? 1 : 0;
    month.sure_without += !without.empty() && without[0].confidence >= threshold ? 1 : 0;
    if (!is_fresh(truth->matter, c.first().text)) return;
    ++month.fresh;
    month.fresh_right += right ? 1 : 0;
    month.fresh_right_without += right_without ? 1 : 0;
  }
};

/// Both models on the held-out part of the newest data set.
void judge_month(LearnMonth& month, House& house, Registry& registry, const MatterModel& first) {
  auto& shelf = house.store().models();
  const auto present = registry.in_use();
  if (!present) return;
  month.model = present->number;
  if (const auto set = shelf.find_dataset(present->dataset)) month.learnt = set->learn;
  const auto sets = shelf.datasets();
  const auto set = sets.empty() ? std::nullopt : load_dataset(house.store(), sets.front().number);
  const auto city = house.city();
  const auto model = registry.model(present->number, *city);
  if (!set || !model) return;
  const auto texts = texts_to_judge(house.store(), *city, *set);
  month.held_out = score_matters(judge(*model, texts)).accuracy;
  month.held_out_without = score_matters(judge(first, texts)).accuracy;
}

}  // namespace

void live_and_learn(const LearnYearOptions& options, const fs::path& scratch, const std::function<void(const LearnMonth&)>& month) {
  const auto from = options.city.empty() ? shipped("catalogue/demo") : options.city;
  const auto whole = load_city(from);
  if (!whole.city) throw std::runtime_error("the city in " + from.string() + " has faults; `yiwang city check` lists them");
  copy_city(from, scratch / "knows-less");
  forget_sentences(scratch / "knows-less", options.known, options.seed);

  HouseOptions wanted;
  wanted.data = scratch / "data";
  wanted.city = scratch / "knows-less";
  wanted.quiet = true;
  wanted.key = std::string(32, 'k');
  SetClock clock(options.start);
  House house(wanted, clock);
  Registry registry(house.store());
  ReportMaker maker(whole.city, options.seed);
  Staff staff(house.office(), maker, options.seed);
  const auto first = registry.model(1, *house.city());
  Tally tally(*whole.city, maker, first);
  house.writer().on_change([&](const Change& change) {
    tally(change);
    staff.observe(change);
  });

  Random random(options.seed * 7919 + 17);
  const Actor door{Role::system, "rehearsal", {}};
  auto& writer = house.writer();
  for (int step = 0; step < options.days * kStepsADay; ++step) {
    const auto now = options.start + minutes{kStepMinutes} * (step + 1);
    clock.set(now);
    const auto local = to_local(now, house.city()->offset);
    const double mean = options.reports_a_day / kStepsADay * ReportMaker::busyness(static_cast<int>(local.since_midnight / hours{1}));
    const double limit = std::exp(-mean);   // Knuth's product method
    for (double product = random.unit(); product > limit; product *= random.unit()) writer.receive(maker.next(now), door, now, [](const auto&) {});
    writer.drain();
    while (staff.work(now) > 0) writer.drain();
    writer.pass_time(now);
    writer.drain();
    if ((step + 1) % kStepsADay != 0) continue;
    const int day = (step + 1) / kStepsADay;
    if (day % options.every == 0) house.learning().learn_overnight(now);
    writer.drain();
    if (day % kMonth == 0 || day == options.days) {
      const std::lock_guard lock(tally.mutex);
      judge_month(tally.month, house, registry, *first);
      month(std::exchange(tally.month, {}));
    }
  }
}

}  // namespace yiwang
