#include "locate/tagger/tag_network.h"

#include <algorithm>
#include <cmath>

#include "locate/tagger/tag_features.h"
#include "locate/tagger/tag_kernels.h"

namespace yiwang {
namespace {

constexpr std::size_t kShapes = 96;
constexpr float kSlopeMost = 25;           // longer slopes are shortened to this, against leaps
enum Gate { let_in = 0, keep = 1, let_out = 2, fresh = 3 };

std::uint32_t known(const std::map<std::string, std::uint32_t, std::less<>>& numbers, std::string_view word) {
  const auto at = numbers.find(word);
  return at == numbers.end() ? 0 : at->second;
}
std::string pair_of(std::string_view a, std::string_view b) { return std::string(a) + "|" + std::string(b); }
float sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

void adam(Weights& w, std::size_t from, std::size_t to, float rate, int steps, float shorten) {
  const float first = 1 - std::pow(0.9F, static_cast<float>(steps)), second = 1 - std::pow(0.999F, static_cast<float>(steps));
  for (std::size_t i = from; i < to; ++i) {
    const float slope = w.slope[i] * shorten;
    w.mean[i] = 0.9F * w.mean[i] + 0.1F * slope;
    w.square[i] = 0.999F * w.square[i] + 0.001F * slope * slope;
    w.value[i] -= rate * (w.mean[i] / first) / (std::sqrt(w.square[i] / second) + 1e-8F);
    w.slope[i] = 0;
  }
}

/// Rows seldom touched are stepped only then: most words do not occur in most addresses.
void adam_rows(Weights& w, std::vector<std::uint32_t>& rows, float rate, int steps) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  for (const auto row : rows) adam(w, row * w.width, (row + 1) * w.width, rate, steps, 1);
  rows.clear();
}

}  // namespace

void Weights::make(std::size_t rows, std::size_t wide) {
  width = wide;
  value.assign(rows * wide, 0);
  slope = mean = square = value;
}

void Weights::scatter(Random& random, float reach) {
  for (auto& one : value) one = static_cast<float>(random.unit() * 2 - 1) * reach;
}

TagNetwork::TagNetwork(const std::vector<std::vector<std::string>>& addresses, int tags, Sizes sizes, Random& random) : sizes_(sizes), tags_(static_cast<std::size_t>(tags)) {
  std::map<std::string, int> words, pairs;
  for (const auto& tokens : addresses) {
    std::string before = "<s>";
    for (const auto& token : tokens) {
      auto word = token_word(token);
      ++words[word];
      ++pairs[pair_of(before, word)];
      shapes_.emplace(token_shape(token), static_cast<std::uint32_t>(std::min(shapes_.size() + 1, kShapes - 1)));
      before = std::move(word);
    }
    ++pairs[pair_of(before, "</s>")];
  }
  for (const auto& [word, count] : words) {
    if (count > 1) words_.emplace(word, static_cast<std::uint32_t>(words_.size() + 1));
  }
  for (const auto& [pair, count] : pairs) {
    if (count > 1) pairs_.emplace(pair, static_cast<std::uint32_t>(pairs_.size() + 1));
  }
  const auto hidden = sizes_.hidden, in = input_width();
  word_.make(words_.size() + 1, sizes_.word);
  pair_.make(pairs_.size() + 1, sizes_.pair);
  shape_.make(kShapes, sizes_.shape);
  for (auto* table : {&word_, &pair_, &shape_}) table->scatter(random, 0.1F);
  for (int way = 0; way < 2; ++way) {
    from_input_[way].make(in, 4 * hidden);
    from_input_[way].scatter(random, std::sqrt(6.0F / static_cast<float>(in + hidden)));
    from_before_[way].make(hidden, 4 * hidden);
    from_before_[way].scatter(random, std::sqrt(3.0F / static_cast<float>(hidden)));
    bias_[way].make(1, 4 * hidden);
    std::fill_n(bias_[way].value.begin() + static_cast<std::ptrdiff_t>(keep * hidden), hidden, 1.0F);   // to remember, until taught to forget
  }
  to_tags_.make(2 * hidden, tags_);
  to_tags_.scatter(random, std::sqrt(6.0F / static_cast<float>(tags_ + 2 * hidden)));
}

TagNetwork::Inputs TagNetwork::inputs(const std::vector<std::string>& tokens) const {
  Inputs in;
  std::vector<std::string> words{"<s>"};
  for (const auto& token : tokens) words.push_back(token_word(token));
  words.emplace_back("</s>");
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    in.word.push_back(known(words_, words[i]));
    in.left_pair.push_back(known(pairs_, pair_of(words[i - 1], words[i])));
    in.right_pair.push_back(known(pairs_, pair_of(words[i], words[i + 1])));
    in.shape.push_back(known(shapes_, token_shape(tokens[i - 1])));
  }
  return in;
}

void TagNetwork::read(const Inputs& in, Trace& trace, std::vector<float>& scores, Random* random) const {
  const auto n = in.size(), width = input_width(), hidden = sizes_.hidden;
  const float kept = 1 / (1 - sizes_.dropout);
  const auto mask = [&](std::vector<float>& of, std::size_t size) {
    of.assign(size, 1);
    if (random == nullptr) return;
    for (auto& one : of) one = random->chance(static_cast<double>(sizes_.dropout)) ? 0 : kept;
  };
  trace.n = n;
  trace.input.assign(n * width, 0);
  mask(trace.input_kept, n * width);
  mask(trace.hidden_kept, n * 2 * hidden);
  for (std::size_t i = 0; i < n; ++i) {
    float* x = &trace.input[i * width];
    x = std::copy_n(word_.row(in.word[i]), sizes_.word, x);
    x = std::copy_n(pair_.row(in.left_pair[i]), sizes_.pair, x);
    x = std::copy_n(pair_.row(in.right_pair[i]), sizes_.pair, x);
    std::copy_n(shape_.row(in.shape[i]), sizes_.shape, x);
    for (std::size_t k = 0; k < width; ++k) trace.input[i * width + k] *= trace.input_kept[i * width + k];
  }
  for (int way = 0; way < 2; ++way) {
    trace.gates[way].assign(n * 4 * hidden, 0);
    for (auto* part : {&trace.cell[way], &trace.squashed[way], &trace.out[way]}) part->assign(n * hidden, 0);
    for (std::size_t step = 0; step < n; ++step) {
      const std::size_t i = way == 0 ? step : n - 1 - step, before = way == 0 ? i - 1 : i + 1;
      float* gate = &trace.gates[way][i * 4 * hidden];
      std::copy_n(bias_[way].row(0), 4 * hidden, gate);
      for (std::size_t k = 0; k < width; ++k) {
        if (const float x = trace.input[i * width + k]; x != 0) add_scaled(gate, x, from_input_[way].row(k), 4 * hidden);
      }
      if (step > 0) {
        for (std::size_t k = 0; k < hidden; ++k) add_scaled(gate, trace.out[way][before * hidden + k], from_before_[way].row(k), 4 * hidden);
      }
      for (std::size_t k = 0; k < hidden; ++k) {
        float& a = gate[let_in * hidden + k];
        float& f = gate[keep * hidden + k];
        float& o = gate[let_out * hidden + k];
        float& c = gate[fresh * hidden + k];
        a = sigmoid(a), f = sigmoid(f), o = sigmoid(o), c = std::tanh(c);
        const float cell = f * (step > 0 ? trace.cell[way][before * hidden + k] : 0) + a * c;
        trace.cell[way][i * hidden + k] = cell;
        trace.squashed[way][i * hidden + k] = std::tanh(cell);
        trace.out[way][i * hidden + k] = o * trace.squashed[way][i * hidden + k];
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < 2 * hidden; ++k) {
      const float h = trace.out[k / hidden][i * hidden + k % hidden] * trace.hidden_kept[i * 2 * hidden + k];
      if (h != 0) add_scaled(&scores[i * tags_], h, to_tags_.row(k), tags_);
    }
  }
}

void TagNetwork::back_through(int way, const Inputs& in, const Trace& trace, const std::vector<float>& of_out, std::vector<float>& of_input) {
  const auto n = in.size(), width = input_width(), hidden = sizes_.hidden;
  std::vector<float> of_hidden(hidden, 0), of_cell(hidden, 0), of_gate(4 * hidden);
  for (std::size_t step = n; step-- > 0;) {
    const std::size_t i = way == 0 ? step : n - 1 - step, before = way == 0 ? i - 1 : i + 1;
    const float* gate = &trace.gates[way][i * 4 * hidden];
    for (std::size_t k = 0; k < hidden; ++k) {
      const float a = gate[let_in * hidden + k], f = gate[keep * hidden + k], o = gate[let_out * hidden + k], c = gate[fresh * hidden + k];
      const float h = of_out[i * 2 * hidden + static_cast<std::size_t>(way) * hidden + k] + of_hidden[k], squashed = trace.squashed[way][i * hidden + k];
      const float cell = of_cell[k] + h * o * (1 - squashed * squashed);
      const float cell_before = step > 0 ? trace.cell[way][before * hidden + k] : 0;
      of_gate[let_in * hidden + k] = cell * c * a * (1 - a);
      of_gate[keep * hidden + k] = cell * cell_before * f * (1 - f);
      of_gate[let_out * hidden + k] = h * squashed * o * (1 - o);
      of_gate[fresh * hidden + k] = cell * a * (1 - c * c);
      of_cell[k] = cell * f;
    }
    add_scaled(bias_[way].slope_row(0), 1, of_gate.data(), 4 * hidden);
    for (std::size_t k = 0; k < width; ++k) {
      if (trace.input_kept[i * width + k] == 0) continue;
      of_input[i * width + k] += add_scaled_and_dot(from_input_[way].slope_row(k), trace.input[i * width + k], of_gate.data(), from_input_[way].row(k), 4 * hidden);
    }
    if (step == 0) continue;
    for (std::size_t k = 0; k < hidden; ++k) {
      of_hidden[k] = add_scaled_and_dot(from_before_[way].slope_row(k), trace.out[way][before * hidden + k], of_gate.data(), from_before_[way].row(k), 4 * hidden);
    }
  }
}

void TagNetwork::learn(const Inputs& in, const Trace& trace, const std::vector<float>& blame) {
  const auto n = in.size(), width = input_width(), hidden = sizes_.hidden;
  std::vector<float> of_out(n * 2 * hidden, 0), of_input(n * width, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < 2 * hidden; ++k) {
      const float kept = trace.hidden_kept[i * 2 * hidden + k];
      if (kept == 0) continue;
      const float h = trace.out[k / hidden][i * hidden + k % hidden] * kept;
      of_out[i * 2 * hidden + k] = kept * add_scaled_and_dot(to_tags_.slope_row(k), h, &blame[i * tags_], to_tags_.row(k), tags_);
    }
  }
  for (int way = 0; way < 2; ++way) back_through(way, in, trace, of_out, of_input);
  for (std::size_t i = 0; i < n; ++i) {
    float* x = &of_input[i * width];
    for (std::size_t k = 0; k < width; ++k) x[k] *= trace.input_kept[i * width + k];
    add_scaled(word_.slope_row(in.word[i]), 1, x, sizes_.word);
    add_scaled(pair_.slope_row(in.left_pair[i]), 1, x + sizes_.word, sizes_.pair);
    add_scaled(pair_.slope_row(in.right_pair[i]), 1, x + sizes_.word + sizes_.pair, sizes_.pair);
    add_scaled(shape_.slope_row(in.shape[i]), 1, x + sizes_.word + 2 * sizes_.pair, sizes_.shape);
    touched_words_.push_back(in.word[i]);
    touched_pairs_.push_back(in.left_pair[i]);
    touched_pairs_.push_back(in.right_pair[i]);
    touched_shapes_.push_back(in.shape[i]);
  }
}

void TagNetwork::step(float rate, Weights& moves) {
  ++steps_;
  const std::initializer_list<Weights*> all{&from_input_[0], &from_input_[1], &from_before_[0], &from_before_[1], &bias_[0], &bias_[1], &to_tags_, &moves};
  double length = 0;
  for (const auto* w : all) length += static_cast<double>(dot(w->slope.data(), w->slope.data(), w->slope.size()));
  length = std::sqrt(length);
  const float shorten = length > static_cast<double>(kSlopeMost) ? kSlopeMost / static_cast<float>(length) : 1;
  for (auto* w : all) adam(*w, 0, w->value.size(), rate, steps_, shorten);
  adam_rows(word_, touched_words_, rate, steps_);
  adam_rows(pair_, touched_pairs_, rate, steps_);
  adam_rows(shape_, touched_shapes_, rate, steps_);
}

}  // namespace yiwang
