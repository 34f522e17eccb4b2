#include "apps/eval_standardise.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

#include "apps/house.h"
#include "apps/processor_time.h"
#include "base/json.h"
#include "city/load.h"
#include "locate/library/text_reading.h"
#include "locate/library/standardiser.h"
#include "rehearse/address_noise.h"

namespace yiwang {
namespace {

struct Options {
  std::string city;
  std::size_t count = 20000;
  std::uint64_t seed = 7;
  double threshold = Standardiser::kAccept;
  bool held = false, as_json = false, fit = false;
  std::size_t errors = 0;
  std::string kind;
};

enum class Verdict { right, coarser, wrong, none };

/// `coarser`: true as far as it goes.
Verdict judge(const City& city, const AddressTruth& truth, const StandardPlace& place) {
  using Level = AddressTruth::Level;
  const auto holds_area = [&] { return !truth.area.empty() && city.area_within(truth.area, place.area); };
  const auto is_road = [&](const Road* road) { return road != nullptr && place.road == road->code; };
  const auto* address = truth.address;
  switch (place.level) {
    case PlaceLevel::address:
      if (address != nullptr) return place.code == address->code ? Verdict::right : Verdict::wrong;
      return Verdict::wrong;
    case PlaceLevel::door:
      if (truth.level == Level::door && is_road(truth.road) && place.number == truth.number) return Verdict::right;
      if (address != nullptr && place.road == address->road && place.number == address->number) return Verdict::coarser;
      return Verdict::wrong;
    case PlaceLevel::between:
      return is_road(truth.road) && !truth.exists ? Verdict::coarser : Verdict::wrong;
    case PlaceLevel::element: return truth.element != nullptr && place.code == truth.element->code ? Verdict::right : Verdict::wrong;
    case PlaceLevel::crossing: {
      if (truth.level != Level::crossing) return Verdict::wrong;
      const bool same = (is_road(truth.road) && place.second_road == truth.second_road->code) || (is_road(truth.second_road) && place.second_road == truth.road->code);
      if (!same) return Verdict::wrong;
      return place.point && metres_between(*place.point, *truth.point) < 60 ? Verdict::right : Verdict::wrong;
    }
    case PlaceLevel::estate: {
      const auto own = truth.estate != nullptr ? truth.estate->code : address != nullptr ? address->estate : std::string{};
      if (own.empty() || place.estate != own) return Verdict::wrong;
      return truth.level == Level::estate ? Verdict::right : Verdict::coarser;
    }
    case PlaceLevel::road: {
      if (truth.level == Level::road && is_road(truth.road)) return Verdict::right;
      const bool on = is_road(truth.road) || is_road(truth.second_road) || (address != nullptr && place.road == address->road);
      return on ? Verdict::coarser : Verdict::wrong;
    }
    case PlaceLevel::area:
      if (!holds_area()) return Verdict::wrong;
      return truth.level == Level::area && place.area == truth.area ? Verdict::right : Verdict::coarser;
  }
  return Verdict::wrong;
}

struct Tally {
  std::size_t count = 0, right = 0, coarser = 0, wrong = 0, none = 0, within_five = 0;
  void add(Verdict verdict, bool among) {
    ++count;
    within_five += among ? 1 : 0;
    if (verdict == Verdict::right) ++right;
    if (verdict == Verdict::coarser) ++coarser;
    if (verdict == Verdict::wrong) ++wrong;
    if (verdict == Verdict::none) ++none;
  }
  double share(std::size_t n) const { return count == 0 ? 0 : static_cast<double>(n) / static_cast<double>(count); }
};

struct Sample {
  std::array<double, kConfidenceParts> parts{};
  bool true_as_far = false;
  double confidence = 0;
};

/// Logistic regression by gradient steps, pulled a little towards zero.
std::array<double, kConfidenceParts> fit(const std::vector<Sample>& samples) {
  std::array<double, kConfidenceParts> weights{}, speed{};
  for (int pass = 0; pass < 3000; ++pass) {
    std::array<double, kConfidenceParts> slope{};
    for (const auto& sample : samples) {
      double sum = 0;
      for (std::size_t i = 0; i < kConfidenceParts; ++i) sum += weights[i] * sample.parts[i];
      const double miss = (sample.true_as_far ? 1.0 : 0.0) - 1 / (1 + std::exp(-sum));
      for (std::size_t i = 0; i < kConfidenceParts; ++i) slope[i] += miss * sample.parts[i];
    }
    for (std::size_t i = 0; i < kConfidenceParts; ++i) {
      speed[i] = 0.95 * speed[i] + 0.05 * (slope[i] / static_cast<double>(samples.size()) - 1e-4 * weights[i]);
      weights[i] += 2.0 * speed[i] / (1 + static_cast<double>(pass) / 3000);
    }
  }
  return weights;
}

double calibration_error(const std::vector<Sample>& samples) {
  constexpr std::size_t kBins = 15;
  std::array<double, kBins> confidence{}, right{}, count{};
  for (const auto& s : samples) {
    const auto bin = std::min(kBins - 1, static_cast<std::size_t>(s.confidence * kBins));
    confidence[bin] += s.confidence;
    right[bin] += s.true_as_far ? 1 : 0;
    count[bin] += 1;
  }
  double sum = 0;
  for (std::size_t i = 0; i < kBins; ++i) sum += std::abs(confidence[i] - right[i]);
  return samples.empty() ? 0 : sum / static_cast<double>(samples.size());
}

int run(const Options& o) {
  const auto loaded = load_city(o.city.empty() ? shipped("catalogue/demo") : std::filesystem::path(o.city));
  if (!loaded.city) throw std::runtime_error("the city has fatal faults; see yiwang city check");
  const auto library = std::make_shared<const AddressLibrary>(loaded.city);
  const Standardiser standardiser(library);
  AddressNoise noise(loaded.city, o.seed, o.held);
  std::map<std::string_view, Tally> kinds;
  Tally existing, absent;
  std::vector<Sample> samples;
  double seconds = 0;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < o.count; ++i) {
    const auto made = noise.next();
    const double began = processor_seconds();
    const auto places = standardiser.standardise(made.text);
    seconds += processor_seconds() - began;
    const bool accepted = !places.empty() && places.front().confidence >= o.threshold;
    const auto best = places.empty() ? Verdict::none : judge(*loaded.city, made.truth, places.front());
    const auto verdict = accepted ? best : Verdict::none;
    const bool among = std::any_of(places.begin(), places.end(), [&](const StandardPlace& p) { return judge(*loaded.city, made.truth, p) == Verdict::right; });
    (made.truth.exists ? existing : absent).add(verdict, among);
    for (const auto kind : made.kinds) kinds[kind].add(verdict, among);
    Sample sample;
    sample.true_as_far = best == Verdict::right || best == Verdict::coarser;
    if (!places.empty()) {
      sample.confidence = places.front().confidence;
      samples.push_back(sample);
      if (o.fit) {
        const auto understood = understand(*library, made.text, {});
        samples.back().parts = confidence_parts(*library, understood.text, understood.readings, 0);
      }
    }
    const bool fault = verdict == Verdict::wrong || (made.truth.exists && verdict != Verdict::right);
    const bool asked = o.kind.empty() || std::find(made.kinds.begin(), made.kinds.end(), o.kind) != made.kinds.end();
    if (fault && asked && shown < o.errors) {
      ++shown;
      std::cout << (verdict == Verdict::wrong ? "WRONG " : verdict == Verdict::coarser ? "coarse " : "none ");
      for (const auto kind : made.kinds) std::cout << kind << ' ';
      std::cout << "\n  " << made.text << "\n  truth " << (made.truth.address != nullptr ? made.truth.address->code : made.truth.area) << ' ' << (made.truth.road != nullptr ? made.truth.road->name : "") << ' '
                << made.truth.number << ' ' << (made.truth.estate != nullptr ? made.truth.estate->name : "") << '\n';
      for (const auto& place : places) std::cout << "    " << place.confidence << ' ' << code_of(place.level) << ' ' << place.code << ' ' << place.text << '\n';
    }
  }
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.confidence > b.confidence; });
  if (o.fit) {
    const auto weights = fit(samples);
    std::cout << "weights {";
    for (std::size_t i = 0; i < weights.size(); ++i) std::cout << (i == 0 ? "" : ", ") << std::round(weights[i] * 1000) / 1000;
    std::cout << "}\n";
  }
  const double wrong_of_all = static_cast<double>(existing.wrong + absent.wrong) / static_cast<double>(o.count);
  const double ece = calibration_error(samples);
  const double per_second = static_cast<double>(o.count) / std::max(seconds, 1e-9);
  if (o.as_json) {
    json::Object out{{"count", o.count}, {"seed", o.seed}, {"held", o.held}, {"threshold", o.threshold}, {"rate", existing.share(existing.right)}, {"coarser", existing.share(existing.coarser)},
                     {"wrong", wrong_of_all}, {"wrong_of_existing", existing.share(existing.wrong)}, {"among_five", existing.share(existing.within_five)},
                     {"absent", absent.count}, {"absent_wrong", absent.share(absent.wrong)}, {"ece", ece}, {"addresses_per_s", per_second}};
    json::Object each;
    for (const auto& [kind, t] : kinds) each[kind] = json::Object{{"count", t.count}, {"right", t.share(t.right)}, {"coarser", t.share(t.coarser)}, {"wrong", t.share(t.wrong)}};
    out["kinds"] = std::move(each);
    std::cout << boost::json::serialize(out) << '\n';
    return 0;
  }
  std::cout << "kind                 count  right  coarser  wrong  none\n" << std::fixed;
  std::cout.precision(4);
  for (const auto& [kind, t] : kinds) {
    std::cout << kind << std::string(kind.size() < 20 ? 20 - kind.size() : 1, ' ') << t.count << "  " << t.share(t.right) << "  " << t.share(t.coarser) << "  " << t.share(t.wrong) << "  " << t.share(t.none) << '\n';
  }
  std::cout << "share answered by confidence: wrong among them\n";
  for (const double share : {0.5, 0.8, 0.9, 0.95, 0.97, 0.99, 1.0}) {
    const auto n = static_cast<std::size_t>(share * static_cast<double>(samples.size()));
    const auto wrong = std::count_if(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(n), [](const Sample& s) { return !s.true_as_far; });
    std::cout << "  " << share << "  " << (n == 0 ? 0.0 : static_cast<double>(wrong) / static_cast<double>(n)) << "  from confidence " << (n == 0 ? 1.0 : samples[n - 1].confidence) << '\n';
  }
  std::cout << "redrawn " << noise.redrawn() << "\naddresses_per_s " << per_second << "\nabsent " << absent.count << " absent_coarser " << absent.share(absent.coarser) << " absent_none "
            << absent.share(absent.none) << " absent_wrong " << absent.share(absent.wrong) << "\namong_five " << existing.share(existing.within_five) << "\nece " << ece << "\ncoarser "
            << existing.share(existing.coarser) << "\nwrong " << wrong_of_all << "\nrate " << existing.share(existing.right) << '\n';
  return 0;
}

}  // namespace

void add_eval_standardise(CLI::App& eval, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = eval.add_subcommand("standardise", "Standardise noisy addresses made from a city and judge the answers (docs/locating.md)");
  sub->add_option("--city", o->city, "folder of the city; the demo city when absent");
  sub->add_option("--count", o->count)->capture_default_str();
  sub->add_option("--seed", o->seed)->capture_default_str();
  sub->add_option("--threshold", o->threshold, "confidence from which an answer counts as given")->capture_default_str();
  sub->add_option("--errors", o->errors, "print so many addresses that were not answered right");
  sub->add_option("--kind", o->kind, "with --errors: only of this kind of noise");
  sub->add_flag("--held", o->held, "every address gets a kind of noise kept apart");
  sub->add_flag("--fit", o->fit, "print the weights of the confidence that fit this sample");
  sub->add_flag("--json", o->as_json);
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
