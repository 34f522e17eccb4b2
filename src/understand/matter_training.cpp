#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/cipher.h"
#include "base/text.h"
#include "understand/matter_model.h"

namespace yiwang {
namespace {

bool is_code(std::string_view label) {
  return !label.empty() && label.size() % 2 == 0 && std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}
std::string class_of(const std::string& label) { return is_code(label) ? label.substr(0, 2) : label; }
bool is_matter(const std::string& label) { return is_code(label) && label.size() >= 6; }

std::size_t best_of(std::span<const float> p) { return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin()); }

}  // namespace

/// The steps of training, in order; lives only while a model is made.
class MatterTraining {
 public:
  MatterTraining(std::span<const LabelledText> texts, const MatterOptions& options) : options_(options) {
    svm_.cost = options.cost;
    svm_.seed = options.seed;
    std::set<std::string> names;
    for (const auto& text : texts) {
      if (text.label.empty()) continue;
      texts_.push_back(&text);
      names.insert(class_of(text.label));
    }
    model_.classes_.assign(names.begin(), names.end());
    if (!names.empty()) svm_.cost *= std::clamp(static_cast<double>(texts_.size()) / (kEnoughTexts * static_cast<double>(names.size())), 0.3, 1.0);
    model_.groups_.resize(names.size());
  }

  MatterModel run() {
    read_texts();
    hide_own_grams();
    name_matters();
    train_classes();
    train_matters();
    model_.record_.finish();
    model_.class_record_.finish();
    return std::move(model_);
  }

 private:
  void read_texts() {
    std::vector<Content> contents(texts_.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      keep_content(fold(texts_[i]->text), contents[i]);
      const std::string bytes(reinterpret_cast<const char*>(contents[i].text.data()), contents[i].text.size() * sizeof(char32_t));
      const auto fold = static_cast<int>(stable_hash(bytes, options_.seed) % static_cast<std::uint64_t>(options_.folds));
      fold_of_.push_back(texts_[i]->spoken ? fold : kNeverHeldOut);
      weight_.push_back(texts_[i]->weight);
      all_.push_back(static_cast<std::uint32_t>(i));
    }
    std::size_t length = 0;
    for (const auto& content : contents) length += content.text.size();
    const int by_size = std::clamp(static_cast<int>(length / 250000) + 1, 1, 5);
    model_.vectoriser_ = Vectoriser(contents, options_.grams, options_.least_texts > 0 ? options_.least_texts : by_size);
    GramCounter counter;
    std::vector<Weighted> words;
    for (const auto& content : contents) {
      model_.vectoriser_.read(counter.count(content, options_.grams), words);
      for (const auto& word : words) {
        rows_.feature.push_back(word.row);
        rows_.value.push_back(word.value);
      }
      rows_.end_row();
    }
  }

  /// Each text as a model would see it that was trained without the text's fold: grams known from that fold alone are not there.
  void hide_own_grams() {
    std::vector<std::uint32_t> folds_of(model_.vectoriser_.rows(), 0);
    const auto bit = [&](std::size_t i) { return 1u << std::min(fold_of_[i], 31); };
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      for (std::size_t at = rows_.start[i]; at < rows_.start[i + 1]; ++at) folds_of[rows_.feature[at]] |= bit(i);
    }
    held_ = rows_;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      float squares = 0;
      for (std::size_t at = held_.start[i]; at < held_.start[i + 1]; ++at) {
        if ((folds_of[held_.feature[at]] & ~bit(i)) == 0) held_.value[at] = 0;
        squares += held_.value[at] * held_.value[at];
      }
      const float scale = squares > 0 ? 1.0f / std::sqrt(squares) : 0.0f;
      for (std::size_t at = held_.start[i]; at < held_.start[i + 1]; ++at) held_.value[at] *= scale;
    }
  }

  void name_matters() {
    std::map<std::string, std::uint32_t> class_place;
    for (std::size_t k = 0; k < model_.classes_.size(); ++k) class_place[model_.classes_[k]] = static_cast<std::uint32_t>(k);
    std::vector<std::set<std::string>> matters(model_.classes_.size());
    for (const auto* text : texts_) {
      class_.push_back(class_place.at(class_of(text->label)));
      if (is_matter(text->label)) matters[class_.back()].insert(text->label);
    }
    for (std::size_t k = 0; k < matters.size(); ++k) model_.groups_[k].matters.assign(matters[k].begin(), matters[k].end());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const auto& names = model_.groups_[class_[i]].matters;
      const auto found = std::lower_bound(names.begin(), names.end(), texts_[i]->label);
      matter_.push_back(is_matter(texts_[i]->label) ? static_cast<std::uint32_t>(found - names.begin()) : kNoMatter);
    }
  }

  /// One machine a class, trained on all folds but `left_out` (-1: on all).
  std::vector<std::vector<float>> machines(const FeatureRows& rows, std::span<const std::uint32_t> among, const std::vector<std::uint32_t>& label, std::size_t classes,
                                           std::size_t features, int left_out) const {
    std::vector<std::uint32_t> chosen, labels;
    std::vector<float> weights;
    for (const auto i : among) {
      if (fold_of_[i] == left_out) continue;
      chosen.push_back(i);
      labels.push_back(label[i]);
      weights.push_back(weight_[i]);
    }
    return train_one_against_rest(rows, chosen, labels, weights, classes, features, svm_);
  }

  /// Decision values of each text by machines that had not seen its fold.
  std::vector<float> unseen_decisions(std::span<const std::uint32_t> among, const std::vector<std::uint32_t>& label, std::size_t classes, std::size_t features) const {
    std::vector<float> decisions(among.size() * classes);
    for (int left_out = 0; left_out < options_.folds; ++left_out) {
      const auto trained = machines(rows_, among, label, classes, features, left_out);
      for (std::size_t i = 0; i < among.size(); ++i) {
        if (fold_of_[among[i]] != left_out) continue;
        for (std::size_t k = 0; k < classes; ++k) decisions[i * classes + k] = decision(held_, among[i], trained[k]);
      }
    }
    return decisions;
  }

  Calibration calibrate(const std::vector<float>& decisions, std::span<const std::uint32_t> among, const std::vector<std::uint32_t>& label, std::size_t classes,
                        bool with_offsets) const {
    std::vector<float> used;
    std::vector<std::uint32_t> truth;
    for (std::size_t i = 0; i < among.size(); ++i) {
      if (!texts_[among[i]]->spoken) continue;
      used.insert(used.end(), decisions.begin() + static_cast<std::ptrdiff_t>(i * classes), decisions.begin() + static_cast<std::ptrdiff_t>((i + 1) * classes));
      truth.push_back(label[among[i]]);
    }
    return fit_calibration(used, truth, classes, with_offsets);
  }

  void train_classes() {
    const std::size_t classes = model_.classes_.size(), features = model_.vectoriser_.rows();
    class_p_ = unseen_decisions(all_, class_, classes, features);
    model_.calibration_ = calibrate(class_p_, all_, class_, classes, true);
    for (std::size_t i = 0; i < all_.size(); ++i) model_.calibration_.apply(std::span(class_p_).subspan(i * classes, classes));
    std::vector<std::uint32_t> rows(features);
    for (std::size_t f = 0; f < features; ++f) rows[f] = static_cast<std::uint32_t>(f);
    model_.bank_ = WeightBank(machines(rows_, all_, class_, classes, features, -1), rows, features);
  }

  /// Where each text of a class stands among the class's own grams: a class's matters stay small.
  struct Room {
    std::vector<std::uint32_t> among, seen;
    FeatureRows rows;
  };
  Room room_of(std::size_t k) const {
    Room room;
    std::vector<std::uint32_t> local(model_.vectoriser_.rows(), Vectoriser::kUnknown);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (class_[i] == k && matter_[i] != kNoMatter) {
        room.among.push_back(static_cast<std::uint32_t>(i));
        for (std::size_t at = rows_.start[i]; at < rows_.start[i + 1]; ++at) {
          auto& mine = local[rows_.feature[at]];
          if (mine == Vectoriser::kUnknown) {
            mine = static_cast<std::uint32_t>(room.seen.size());
            room.seen.push_back(rows_.feature[at]);
          }
          room.rows.feature.push_back(mine);
          room.rows.value.push_back(rows_.value[at]);
        }
      }
      room.rows.end_row();
    }
    return room;
  }

  WeightBank matter_bank(const Room& room, std::size_t matters, int left_out) const {
    auto weights = centroids(room, matters, left_out);
    if (room.among.size() >= kManyTexts * matters) {
      const auto trained = machines(room.rows, room.among, matter_, matters, room.seen.size(), left_out);
      for (std::size_t m = 0; m < matters; ++m) {
        for (std::size_t f = 0; f < weights[m].size(); ++f) weights[m][f] += kMachineShare * trained[m][f];
      }
    }
    return WeightBank(weights, room.seen, model_.vectoriser_.rows());
  }

  /// The mean text of each matter, of length 1.
  std::vector<std::vector<float>> centroids(const Room& room, std::size_t matters, int left_out) const {
    std::vector<std::vector<float>> centres(matters, std::vector<float>(room.seen.size() + 1, 0.0f));
    for (const auto i : room.among) {
      if (fold_of_[i] == left_out) continue;
      for (std::size_t at = room.rows.start[i]; at < room.rows.start[i + 1]; ++at) centres[matter_[i]][room.rows.feature[at]] += weight_[i] * room.rows.value[at];
    }
    for (auto& centre : centres) {
      float squares = 0;
      for (const float value : centre) squares += value * value;
      const float scale = squares > 0 ? 1.0f / std::sqrt(squares) : 0.0f;
      for (auto& value : centre) value *= scale;
    }
    return centres;
  }

  void train_matters() {
    std::vector<Room> rooms;
    for (std::size_t k = 0; k < model_.groups_.size(); ++k) {
      auto& group = model_.groups_[k];
      if (group.matters.empty()) {
        rooms.emplace_back();
        continue;
      }
      rooms.push_back(room_of(k));
      group.bank = matter_bank(rooms[k], group.matters.size(), -1);
    }
    const bool any = std::any_of(model_.groups_.begin(), model_.groups_.end(), [](const auto& group) { return !group.matters.empty(); });
    if (any) mix(rooms);
    else judge_classes();
  }

  /// Learns how far to trust class and matter, on texts their makers had not seen, and how right the whole was on them.
  void mix(const std::vector<Room>& rooms) {
    struct Held {
      std::vector<MatterModel::Choice> choices;
      std::size_t text;
      double opened;
    };
    std::vector<Held> held;
    std::vector<Candidate> candidates, own;
    std::vector<std::size_t> start = {0}, truth, fitted_start = {0};
    std::vector<Candidate> fitted;
    std::vector<Weighted> words;
    const std::size_t classes = model_.classes_.size();
    for (int left_out = 0; left_out < options_.folds; ++left_out) {
      std::vector<MatterModel::Group> groups(classes);
      for (std::size_t k = 0; k < classes; ++k) {
        groups[k].matters = model_.groups_[k].matters;
        if (!groups[k].matters.empty()) groups[k].bank = matter_bank(rooms[k], groups[k].matters.size(), left_out);
      }
      for (std::size_t i = 0; i < texts_.size(); ++i) {
        const bool whole_way = matter_[i] != kNoMatter || model_.groups_[class_[i]].matters.empty();
        if (fold_of_[i] != left_out || !whole_way) continue;
        words.clear();
        for (std::size_t at = rows_.start[i]; at < rows_.start[i + 1]; ++at) words.push_back({held_.feature[at], held_.value[at]});
        Held one{{}, i, 0};
        one.opened = MatterModel::open(std::span(class_p_).subspan(i * classes, classes), groups, words, one.choices, own);
        candidates.insert(candidates.end(), own.begin(), own.end());
        start.push_back(candidates.size());
        if (const auto place = true_place(one.choices, i); place < own.size() && truth.size() < kMostFitted) {
          truth.push_back(fitted.size() + place);
          fitted.insert(fitted.end(), own.begin(), own.end());
          fitted_start.push_back(fitted.size());
        }
        held.push_back(std::move(one));
      }
    }
    model_.mixture_ = fit_mixture(fitted, fitted_start, truth);
    std::vector<float> p, together;
    for (std::size_t n = 0; n < held.size(); ++n) {
      model_.mixture_.apply(std::span(candidates).subspan(start[n], start[n + 1] - start[n]), p);
      const std::size_t best = best_of(p);
      model_.record_.add(static_cast<double>(p[best]) * held[n].opened, best == true_place(held[n].choices, held[n].text));
      together.assign(classes, 0.0f);
      for (std::size_t i = 0; i < p.size(); ++i) together[held[n].choices[i].of_class] += p[i];
      const std::size_t best_class = best_of(together);
      model_.class_record_.add(static_cast<double>(together[best_class]) * held[n].opened, best_class == class_[held[n].text]);
    }
  }

  /// Place of the text's own matter among the choices, or their number when it is not there.
  std::size_t true_place(const std::vector<MatterModel::Choice>& choices, std::size_t text) const {
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const MatterModel::Choice& choice) {
      return choice.of_class == class_[text] && (matter_[text] == kNoMatter || choice.matter == matter_[text]);
    });
    return static_cast<std::size_t>(found - choices.begin());
  }

  void judge_classes() {
    const std::size_t classes = model_.classes_.size();
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (!texts_[i]->spoken) continue;
      const auto p = std::span(class_p_).subspan(i * classes, classes);
      model_.record_.add(static_cast<double>(p[best_of(p)]), best_of(p) == class_[i]);
      model_.class_record_.add(static_cast<double>(p[best_of(p)]), best_of(p) == class_[i]);
    }
  }

  static constexpr double kEnoughTexts = 700;     // a class: with fewer, mistakes on single texts are taken less seriously
  static constexpr std::size_t kManyTexts = 12;   // texts a matter from which on machines tell matters apart better than centroids alone
  static constexpr float kMachineShare = 0.3f;
  static constexpr std::size_t kMostFitted = 3000;
  static constexpr int kNeverHeldOut = 1000000;
  static constexpr std::uint32_t kNoMatter = 0xffffffff;
  MatterOptions options_;
  SvmOptions svm_;
  MatterModel model_;
  std::vector<const LabelledText*> texts_;
  std::vector<float> weight_;
  std::vector<int> fold_of_;
  std::vector<std::uint32_t> all_, class_, matter_;
  FeatureRows rows_, held_;
  std::vector<float> class_p_;                 // held out; decisions first, then probabilities
};

std::string MatterModel::version_of(std::span<const LabelledText> texts, const MatterOptions& options) {
  std::string seed = "9";  // rises when the method changes
  for (const double number : {static_cast<double>(options.grams.longest), static_cast<double>(options.grams.bits), static_cast<double>(options.grams.head),
                              static_cast<double>(options.grams.head_weight), static_cast<double>(options.grams.title),
                              static_cast<double>(options.grams.title_weight), static_cast<double>(options.grams.titled_from), static_cast<double>(options.least_texts), options.cost,
                              static_cast<double>(options.folds), static_cast<double>(options.seed)}) {
    seed += ' ' + std::to_string(number);
  }
  std::string chain = seed;
  for (const auto& text : texts) {
    chain += text.label + '\t' + std::to_string(text.weight) + (text.spoken ? "\ts\t" : "\to\t") + text.text + '\n';
    if (chain.size() > 1 << 20) chain = to_hex(sha256(chain));
  }
  return "m1-" + to_hex(sha256(chain)).substr(0, 16);
}

MatterModel MatterModel::train(std::span<const LabelledText> texts, const MatterOptions& options) {
  auto model = MatterTraining(texts, options).run();
  model.version_ = version_of(texts, options);
  return model;
}

}  // namespace yiwang
