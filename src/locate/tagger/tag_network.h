#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace yiwang {

/// Weights that learn by Adam (Kingma, Ba 2014). `rows` x `width`; a row is what one input reads.
struct Weights {
  std::size_t width = 0;
  std::vector<float> value, slope, mean, square;
  void make(std::size_t rows, std::size_t wide);
  void scatter(Random& random, float reach);   // even in [-reach, reach)
  float* row(std::size_t number) { return &value[number * width]; }
  const float* row(std::size_t number) const { return &value[number * width]; }
  float* slope_row(std::size_t number) { return &slope[number * width]; }
};

/// Reads an address from both ends (a bidirectional LSTM; Hochreiter, Schmidhuber 1997; Graves 2005) over embeddings of each token, its pairs with both neighbours and its
/// shape, and scores every tag of every token. Trained together with the linear features by whoever owns both (address_tagger.h). Not shared while training; afterwards
/// `read` with a Trace of one's own may run on any thread.
class TagNetwork {
 public:
  struct Sizes {
    std::size_t word = 48, pair = 48, shape = 16, hidden = 96;
    float dropout = 0.5F;
  };
  /// Vocabulary from the training addresses: words and pairs seen at least twice.
  TagNetwork(const std::vector<std::vector<std::string>>& addresses, int tags, Sizes sizes, Random& random);

  struct Inputs {
    std::vector<std::uint32_t> word, left_pair, right_pair, shape;
    std::size_t size() const { return word.size(); }
  };
  Inputs inputs(const std::vector<std::string>& tokens) const;

  /// What one reading leaves behind for `learn`.
  struct Trace {
    std::size_t n = 0;
    std::vector<float> input, input_kept, hidden_kept;
    std::vector<float> gates[2], cell[2], squashed[2], out[2];
  };
  /// Adds the scores (tokens x tags). With `random`, parts are dropped out and the trace can be learnt from.
  void read(const Inputs& in, Trace& trace, std::vector<float>& scores, Random* random) const;
  /// Adds to the slopes what `blame` (tokens x tags, from TagLattice) says of the last `read`.
  void learn(const Inputs& in, const Trace& trace, const std::vector<float>& blame);
  /// One step of Adam on all that has slopes; `moves` learns along.
  void step(float rate, Weights& moves);

 private:
  std::size_t input_width() const { return sizes_.word + 2 * sizes_.pair + sizes_.shape; }
  void back_through(int way, const Inputs& in, const Trace& trace, const std::vector<float>& of_out, std::vector<float>& of_input);

  Sizes sizes_;
  std::size_t tags_;
  std::map<std::string, std::uint32_t, std::less<>> words_, pairs_, shapes_;
  Weights word_, pair_, shape_, from_input_[2], from_before_[2], bias_[2], to_tags_;
  std::vector<std::uint32_t> touched_words_, touched_pairs_, touched_shapes_;
  int steps_ = 0;
};

}  // namespace yiwang
