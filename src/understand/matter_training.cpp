#include <algorithm>
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
    model_.groups_.resize(names.size());
  }

  MatterModel run() {
    read_texts();
    name_matters();
    train_classes();
    train_matters();
    judge();
    return std::move(model_);
  }

 private:
  void read_texts() {
    std::vector<Content> contents(texts_.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      keep_content(fold(texts_[i]->text), contents[i]);
      const std::string bytes(reinterpret_cast<const char*>(contents[i].text.data()), contents[i].text.size() * sizeof(char32_t));
      fold_of_.push_back(static_cast<int>(stable_hash(bytes, options_.seed) % static_cast<std::uint64_t>(options_.folds)));
      weight_.push_back(texts_[i]->weight);
      all_.push_back(static_cast<std::uint32_t>(i));
    }
    const int by_size = std::clamp(static_cast<int>(texts_.size() / 1000) + 1, 1, 5);
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
  std::vector<float> unseen_decisions(const FeatureRows& rows, std::span<const std::uint32_t> among, const std::vector<std::uint32_t>& label, std::size_t classes,
                                      std::size_t features) const {
    std::vector<float> decisions(among.size() * classes);
    for (int left_out = 0; left_out < options_.folds; ++left_out) {
      const auto trained = machines(rows, among, label, classes, features, left_out);
      for (std::size_t i = 0; i < among.size(); ++i) {
        if (fold_of_[among[i]] != left_out) continue;
        for (std::size_t k = 0; k < classes; ++k) decisions[i * classes + k] = decision(rows, among[i], trained[k]);
      }
    }
    return decisions;
  }

  Calibration calibrate(const std::vector<float>& decisions, std::span<const std::uint32_t> among, const std::vector<std::uint32_t>& label, std::size_t classes,
                        bool with_offsets) const {
    std::vector<float> used;
    std::vector<std::uint32_t> truth;
    for (std::size_t i = 0; i < among.size(); ++i) {
      if (weight_[among[i]] < 1.0f) continue;
      used.insert(used.end(), decisions.begin() + static_cast<std::ptrdiff_t>(i * classes), decisions.begin() + static_cast<std::ptrdiff_t>((i + 1) * classes));
      truth.push_back(label[among[i]]);
    }
    return fit_calibration(used, truth, classes, with_offsets);
  }

  void train_classes() {
    const std::size_t classes = model_.classes_.size(), features = model_.vectoriser_.rows();
    class_p_ = unseen_decisions(rows_, all_, class_, classes, features);
    model_.calibration_ = calibrate(class_p_, all_, class_, classes, true);
    for (std::size_t i = 0; i < all_.size(); ++i) model_.calibration_.apply(std::span(class_p_).subspan(i * classes, classes));
    std::vector<std::uint32_t> rows(features);
    for (std::size_t f = 0; f < features; ++f) rows[f] = static_cast<std::uint32_t>(f);
    model_.bank_ = WeightBank(machines(rows_, all_, class_, classes, features, -1), rows, features);
  }

  void train_matters() {
    inside_p_.resize(texts_.size());
    for (std::size_t k = 0; k < model_.groups_.size(); ++k) {
      auto& group = model_.groups_[k];
      const std::size_t matters = group.matters.size();
      if (matters < 2) continue;
      // Only grams that texts of this class have get a number here: a class's machines stay small.
      std::vector<std::uint32_t> among, seen, local(model_.vectoriser_.rows(), Vectoriser::kUnknown);
      FeatureRows rows;
      for (std::size_t i = 0; i < texts_.size(); ++i) {
        if (class_[i] == k && matter_[i] != kNoMatter) {
          among.push_back(static_cast<std::uint32_t>(i));
          for (std::size_t at = rows_.start[i]; at < rows_.start[i + 1]; ++at) {
            auto& mine = local[rows_.feature[at]];
            if (mine == Vectoriser::kUnknown) {
              mine = static_cast<std::uint32_t>(seen.size());
              seen.push_back(rows_.feature[at]);
            }
            rows.feature.push_back(mine);
            rows.value.push_back(rows_.value[at]);
          }
        }
        rows.end_row();
      }
      const auto decisions = unseen_decisions(rows, among, matter_, matters, seen.size());
      group.calibration = calibrate(decisions, among, matter_, matters, false);
      for (std::size_t i = 0; i < among.size(); ++i) {
        auto& p = inside_p_[among[i]];
        p.assign(decisions.begin() + static_cast<std::ptrdiff_t>(i * matters), decisions.begin() + static_cast<std::ptrdiff_t>((i + 1) * matters));
        group.calibration.apply(p);
      }
      group.bank = WeightBank(machines(rows, among, matter_, matters, seen.size(), -1), seen, model_.vectoriser_.rows());
    }
  }

  /// How right the whole would have been on texts it had not seen. The matters of another class than the text's own never saw it, so their final
  /// machines may be asked.
  void judge() {
    const std::size_t classes = model_.classes_.size();
    std::vector<Weighted> words;
    std::vector<float> inside;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const bool whole_way = is_matter(texts_[i]->label) || model_.groups_[class_[i]].matters.empty();
      if (weight_[i] < 1.0f || !whole_way) continue;
      const auto p = std::span(class_p_).subspan(i * classes, classes);
      const std::size_t guessed = best_of(p);
      double confidence = static_cast<double>(p[guessed]);
      bool right = guessed == class_[i];
      const auto& group = model_.groups_[guessed];
      if (group.matters.size() > 1) {
        if (right) {
          inside = inside_p_[i];
        } else {
          words.clear();
          for (std::size_t at = rows_.start[i]; at < rows_.start[i + 1]; ++at) words.push_back({rows_.feature[at], rows_.value[at]});
          group.bank.score(words, inside);
          group.calibration.apply(inside);
        }
        const std::size_t matter = best_of(inside);
        confidence *= static_cast<double>(inside[matter]);
        right = right && matter == matter_[i];
      }
      model_.record_.add(confidence, right);
    }
  }

  static constexpr std::uint32_t kNoMatter = 0xffffffff;
  MatterOptions options_;
  SvmOptions svm_;
  MatterModel model_;
  std::vector<const LabelledText*> texts_;
  std::vector<float> weight_;
  std::vector<int> fold_of_;
  std::vector<std::uint32_t> all_, class_, matter_;
  FeatureRows rows_;
  std::vector<float> class_p_;                 // held out; decisions first, then probabilities
  std::vector<std::vector<float>> inside_p_;   // held out, within the text's own class
};

std::string MatterModel::version_of(std::span<const LabelledText> texts, const MatterOptions& options) {
  std::string seed = "3";  // rises when the method changes
  for (const double number : {static_cast<double>(options.grams.longest), static_cast<double>(options.grams.bits), static_cast<double>(options.grams.head),
                              static_cast<double>(options.grams.head_weight), static_cast<double>(options.least_texts), options.cost,
                              static_cast<double>(options.folds), static_cast<double>(options.seed)}) {
    seed += ' ' + std::to_string(number);
  }
  std::string chain = seed;
  for (const auto& text : texts) {
    chain += text.label + '\t' + std::to_string(text.weight) + '\t' + text.text + '\n';
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
